// cgraph as Swift imports it. The functions of Graphviz 2.42 take `char *` for texts that they only copy; these
// take what they mean, `const char *`.

#include <cgraph.h>

static inline Agraph_t *cgraph_open(const char *name) {
    return agopen((char *)name, Agdirected, NULL);
}

static inline Agnode_t *cgraph_node(Agraph_t *graph, const char *name, int create) {
    return agnode(graph, (char *)name, create);
}

static inline Agedge_t *cgraph_edge(Agraph_t *graph, Agnode_t *tail, Agnode_t *head, const char *key) {
    return agedge(graph, tail, head, (char *)key, 1);
}

static inline Agraph_t *cgraph_subgraph(Agraph_t *graph, const char *name) {
    return agsubg(graph, (char *)name, 1);
}

static inline int cgraph_set(void *object, const char *name, const char *value) {
    return agsafeset(object, (char *)name, (char *)value, (char *)"");
}
