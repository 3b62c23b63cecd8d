# shellcheck shell=bash
# What the commands in tools/ share. Sourced, never run.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Where release builds go; debug builds keep SwiftPM's own .build.
release_scratch=${ENTREPOT_SCRATCH:-$repository/.build-release}
case $release_scratch in
  /*) ;;
  *) release_scratch=$PWD/$release_scratch ;;
esac

say() { printf '%s\n' "$*"; }

step() { printf '\n==> %s\n' "$*"; }

complain() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# Prints the comment block at the head of the running command, its only manual.
show_help() {
  awk 'NR == 1 { next } /^#/ { sub(/^# ?/, ""); print; next } { exit }' "$0"
}

refuse_argument() {
  complain "unknown argument: $1"
  show_help >&2
  exit 2
}

# Builds one product in release mode and says where it is.
build_release() {
  local product=$1
  swift build --package-path "$repository" --scratch-path "$release_scratch" \
    -c release --product "$product"
}

release_binary() {
  printf '%s/release/%s\n' "$release_scratch" "$1"
}
