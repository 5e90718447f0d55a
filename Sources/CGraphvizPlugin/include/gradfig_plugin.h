// The gvc plugin through which Graphviz measures and draws for Gradfig: a text layout, a renderer and a device, as
// C needs them for its tables. What they do is up to a canvas, a table of callbacks with plain C types.

#ifndef GRADFIG_PLUGIN_H
#define GRADFIG_PLUGIN_H

#include <stdbool.h>
#include <cgraph.h>

typedef enum {
    GRADFIG_GRAPH,
    GRADFIG_CLUSTER,
    GRADFIG_NODE,
    GRADFIG_EDGE,
} gradfig_component;

typedef struct {
    double x, y;
} gradfig_point;

typedef struct {
    double width;
    // Above and below the baseline.
    double height, depth;
} gradfig_extent;

/// What Graphviz asks for and draws, in points of the graph: y grows upwards. `context` comes back in every call.
typedef struct {
    void *context;
    /// The extent of a text; false where there is none.
    bool (*measure)(void *context, const char *text, double font_size, gradfig_extent *extent);
    void (*begin)(void *context, gradfig_component component, const char *name);
    void (*end)(void *context);
    void (*ellipse)(void *context, gradfig_point center, gradfig_point radii);
    void (*polygon)(void *context, const gradfig_point *points, int count, bool is_arrowhead);
    void (*bezier)(void *context, const gradfig_point *points, int count);
    void (*polyline)(void *context, const gradfig_point *points, int count);
    /// A text with the middle of its baseline.
    void (*text)(void *context, const char *text, gradfig_point baseline);
} gradfig_canvas;

/// Lays out a graph with one of Graphviz's engines and draws it on a canvas. Not for two threads at once: a text
/// layout plugin is not told whom it works for, so the canvas stands in one place while this runs.
///
/// Returns false on failure, with the reason given to cgraph's error function.
bool gradfig_draw(Agraph_t *graph, const char *engine, const gradfig_canvas *canvas);

#endif
