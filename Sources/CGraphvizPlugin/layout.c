#include "CGraphvizPlugin.h"

#include <gvc.h>
#include <stdlib.h>
#include <string.h>

// libgvc exports it without a public header.
extern void free_label(textlabel_t *label);

static gvp_point as_point(pointf p) { return (gvp_point){p.x, p.y}; }

gvp_box gvp_graph_box(Agraph_t *graph) { return (gvp_box){as_point(GD_bb(graph).LL), as_point(GD_bb(graph).UR)}; }

Agraph_t *gvp_cluster(Agraph_t *graph, int index)
{
    return index < GD_n_cluster(graph) ? GD_clust(graph)[index + 1] : NULL;
}

static int label(textlabel_t *label, gvp_point *center)
{
    if (!label || !label->set) return 0;
    *center = as_point(label->pos);
    return 1;
}

int gvp_graph_label(Agraph_t *graph, gvp_point *center) { return label(GD_label(graph), center); }
int gvp_edge_label(Agedge_t *edge, gvp_point *center) { return label(ED_label(edge), center); }

gvp_box gvp_node_box(Agnode_t *node)
{
    pointf center = ND_coord(node);
    double half_height = ND_ht(node) / 2;
    return (gvp_box){
        {center.x - ND_lw(node), center.y - half_height}, {center.x + ND_rw(node), center.y + half_height}};
}

_Static_assert(sizeof(pointf) == sizeof(gvp_point), "a point is two doubles");

int gvp_edge_spline(Agedge_t *edge, int index, gvp_spline *spline)
{
    if (!ED_spl(edge) || index >= ED_spl(edge)->size) return 0;
    bezier *curve = &ED_spl(edge)->list[index];
    *spline = (gvp_spline){
        (const gvp_point *)curve->list, curve->size, curve->sflag != 0, curve->eflag != 0, as_point(curve->sp),
        as_point(curve->ep)};
    return 1;
}

static void free_clusters(Agraph_t *graph)
{
    for (int i = 1; i <= GD_n_cluster(graph); i++) {
        free_clusters(GD_clust(graph)[i]);
        free_label(GD_label(GD_clust(graph)[i]));
        GD_label(GD_clust(graph)[i]) = NULL;
    }
    free(GD_clust(graph));
    GD_clust(graph) = NULL;
    GD_n_cluster(graph) = 0;
}

void gvp_free_layout(GVC_t *context, Agraph_t *graph, const char *engine)
{
    // Graphviz 2.42 forgets these in the engines that take positions as they are.
    if (strncmp(engine, "nop", 3) == 0 && aggetrec(graph, "Agraphinfo_t", 0)) {
        free_clusters(graph);
        free(GD_neato_nlist(graph));
        GD_neato_nlist(graph) = NULL;
    }
    gvFreeLayout(context, graph);
}
