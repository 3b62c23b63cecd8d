#include <graphviz/gvc.h>
#include <graphviz/cgraph.h>

// Graphviz keeps positions behind macros, which Swift cannot call.
static inline double entrepot_node_x(Agnode_t *node) { return ND_coord(node).x; }
static inline double entrepot_node_y(Agnode_t *node) { return ND_coord(node).y; }
