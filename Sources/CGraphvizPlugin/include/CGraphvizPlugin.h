// What of Graphviz only C can reach: plugin tables, macros over its records, and its disciplines.
//
// All differences between versions of Graphviz's headers stay behind this one. Coordinates are Graphviz's own:
// points, y growing upwards. Nothing here is safe to call from two threads at once.
#ifndef CGRAPHVIZPLUGIN_H
#define CGRAPHVIZPLUGIN_H

#include <stddef.h>

struct Agraph_s;
struct Agnode_s;
struct Agedge_s;
struct GVC_s;

typedef struct {
    double x, y;
} gvp_point;

typedef struct {
    gvp_point low, high;
} gvp_box;

// MARK: Plugin

typedef enum { GVP_CLUSTER, GVP_NODE, GVP_EDGE } gvp_object;
typedef enum { GVP_ELLIPSE, GVP_POLYGON, GVP_POLYLINE, GVP_BEZIER } gvp_shape;
typedef enum { GVP_PEN_NONE, GVP_PEN_SOLID, GVP_PEN_DASHED, GVP_PEN_DOTTED } gvp_pen;
typedef enum { GVP_BODY, GVP_ARROW_AT_TAIL, GVP_ARROW_AT_HEAD } gvp_part;

typedef struct {
    int filled;
    gvp_pen pen;
    double pen_width;
    gvp_part part;
} gvp_style;

typedef struct {
    double width, height;
    // From the top of the line down to its baseline.
    double baseline;
} gvp_text_size;

// Who calls into Graphviz, and hears back from it. Every function is given `state`.
typedef struct {
    void *state;
    // A piece of an error or warning: "Error", ": " and the text come one by one.
    void (*message)(void *state, const char *piece);
    // Measures one line of text; returns 0 to leave it to Graphviz's own estimate.
    int (*measure)(void *state, const char *text, double font_size, gvp_text_size *size);
    void (*begin_graph)(void *state, struct Agraph_s *graph, gvp_box page);
    void (*end_graph)(void *state);
    // `object` is an Agraph_t, Agnode_t or Agedge_t, as `kind` says.
    void (*begin_object)(void *state, gvp_object kind, void *object);
    void (*end_object)(void *state, gvp_object kind);
    // An ellipse has two points: its centre and the upper right corner of its box.
    void (*shape)(void *state, gvp_shape shape, gvp_style style, const gvp_point *points, int count);
    // `origin` is on the baseline; `justification` is 'l', 'n' or 'r'.
    void (*text)(
        void *state, const char *text, gvp_point origin, char justification, double font_size, double width);
} gvp_client;

// The name under which `gvRender` knows the plugin.
#define GVP_FORMAT "gradfig"

// Sets who is called back until the next call; a null pointer: nobody. The struct is not copied.
void gvp_set_client(const gvp_client *client);

// A Graphviz context with the plugin built in; it loads the installed ones when they are needed.
struct GVC_s *gvp_context(void);

// MARK: Graphs

// An empty graph. Its identifiers are numbered in order of appearance; cgraph's own are addresses, and the order
// of subgraphs would follow them.
struct Agraph_s *gvp_graph(const char *name, int directed, int strict);

// The graphs of a DOT text, one at each call with the same reader; null at the end and after an error.
typedef struct gvp_reader gvp_reader;
gvp_reader *gvp_open_reader(const char *text);
struct Agraph_s *gvp_read(gvp_reader *reader);
void gvp_close_reader(gvp_reader *reader);

// The graph as DOT text, to be freed by the caller; null if it could not be written.
char *gvp_write(struct Agraph_s *graph);

// The tail's or head's node of an edge.
struct Agnode_s *gvp_tail(struct Agedge_s *edge);
struct Agnode_s *gvp_head(struct Agedge_s *edge);

// MARK: A finished layout

// Frees what `gvLayout` with this engine left, done or failed.
void gvp_free_layout(struct GVC_s *context, struct Agraph_s *graph, const char *engine);

gvp_box gvp_graph_box(struct Agraph_s *graph);
// Clusters count from 0, in drawing order; null past the last.
struct Agraph_s *gvp_cluster(struct Agraph_s *graph, int index);
// The centre of a graph's, cluster's or edge's label; 0 if there is none.
int gvp_graph_label(struct Agraph_s *graph, gvp_point *center);
int gvp_edge_label(struct Agedge_s *edge, gvp_point *center);
gvp_box gvp_node_box(struct Agnode_s *node);

// One Bézier spline of an edge: 3n+1 points, and its arrowheads' tips where `at_start` and `at_end` say so.
typedef struct {
    const gvp_point *points;
    int count;
    int at_start, at_end;
    gvp_point start, end;
} gvp_spline;
// Splines count from 0; returns 0 past the last.
int gvp_edge_spline(struct Agedge_s *edge, int index, gvp_spline *spline);

#endif
