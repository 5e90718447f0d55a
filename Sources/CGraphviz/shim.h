// Graphviz's own headers, as they are. Its macros and plugin tables are behind CGraphvizPlugin.
#include <cgraph.h>
#include <gvc.h>
