import Foundation

/// Holds a folder as long as it lives; the system lets go of it when the program ends, however it does.
final class FolderLock {
  private let descriptor: Int32
  /// Whether the folder is held; false where somebody else holds it or the file system knows no locks.
  let isHeld: Bool

  /// Tries to hold a folder.
  init(on path: String) {
    descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    isHeld = descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
