#include "gradfig_plugin.h"

#include <gvc.h>
#include <gvplugin.h>
#include <gvplugin_device.h>
#include <gvplugin_render.h>
#include <gvplugin_textlayout.h>

/// The canvas of the drawing that is under way.
static const gradfig_canvas *canvas;

// Graphviz 2.42 has its own boolean type; later versions have C's bool.
static boolean lay_out_text(textspan_t *span, char **font_path) {
    (void)font_path;
    gradfig_extent extent = {0};
    if (!canvas || !canvas->measure(canvas->context, span->str, span->font->size, &extent)) {
        return 0;
    }
    span->size.x = extent.width;
    span->size.y = extent.height + extent.depth;
    // Graphviz puts the baseline one font size below the top of a line; this is from there to the real one.
    span->yoffset_centerline = extent.height - span->font->size;
    span->yoffset_layout = 0;
    span->layout = NULL;
    span->free_layout = NULL;
    return 1;
}

static void begin_graph(GVJ_t *job) {
    canvas->begin(canvas->context, GRADFIG_GRAPH, agnameof(job->obj->u.g));
}

static void begin_cluster(GVJ_t *job) {
    canvas->begin(canvas->context, GRADFIG_CLUSTER, agnameof(job->obj->u.sg));
}

static void begin_node(GVJ_t *job) {
    canvas->begin(canvas->context, GRADFIG_NODE, agnameof(job->obj->u.n));
}

static void begin_edge(GVJ_t *job) {
    canvas->begin(canvas->context, GRADFIG_EDGE, agnameof(job->obj->u.e));
}

static void end(GVJ_t *job) {
    (void)job;
    canvas->end(canvas->context);
}

static void draw_text(GVJ_t *job, pointf p, textspan_t *span) {
    (void)job;
    gradfig_point baseline = {p.x, p.y - span->yoffset_centerline};
    canvas->text(canvas->context, span->str, baseline);
}

static void draw_ellipse(GVJ_t *job, pointf *points, int filled) {
    (void)job;
    (void)filled;
    gradfig_point center = {points[0].x, points[0].y};
    gradfig_point radii = {points[1].x - points[0].x, points[1].y - points[0].y};
    canvas->ellipse(canvas->context, center, radii);
}

// Graphviz's points and ours are the same two doubles.
_Static_assert(sizeof(pointf) == sizeof(gradfig_point), "a point is two doubles");

static void draw_polygon(GVJ_t *job, pointf *points, int count, int filled) {
    (void)filled;
    bool is_arrowhead = job->obj->emit_state == EMIT_HDRAW || job->obj->emit_state == EMIT_TDRAW;
    canvas->polygon(canvas->context, (const gradfig_point *)points, count, is_arrowhead);
}

static void draw_bezier(GVJ_t *job, pointf *points, int count, int arrow_at_start, int arrow_at_end, int filled) {
    (void)job;
    (void)arrow_at_start;
    (void)arrow_at_end;
    (void)filled;
    canvas->bezier(canvas->context, (const gradfig_point *)points, count);
}

static void draw_polyline(GVJ_t *job, pointf *points, int count) {
    (void)job;
    canvas->polyline(canvas->context, (const gradfig_point *)points, count);
}

static gvrender_engine_t render_engine = {
    .begin_graph = begin_graph,
    .end_graph = end,
    .begin_cluster = begin_cluster,
    .end_cluster = end,
    .begin_node = begin_node,
    .end_node = end,
    .begin_edge = begin_edge,
    .end_edge = end,
    .textspan = draw_text,
    .ellipse = draw_ellipse,
    .polygon = draw_polygon,
    .beziercurve = draw_bezier,
    .polyline = draw_polyline,
};

// The points are left as they are in the graph: nothing is scaled, moved or rounded. Clusters, then edges, then
// nodes upon their ends.
static gvrender_features_t render_features = {
    .flags = GVRENDER_DOES_TRANSFORM | GVRENDER_NO_WHITE_BG | EMIT_EDGE_SORTED,
    .color_type = RGBA_BYTE,
};

static gvdevice_engine_t device_engine;

static gvdevice_features_t device_features = {
    .flags = GVDEVICE_DOES_TRUECOLOR | GVDEVICE_NO_WRITER,
    .default_dpi = {72, 72},
};

static gvtextlayout_engine_t text_engine = {lay_out_text};

// A quality above that of any installed text layout, so that Graphviz chooses ours.
static gvplugin_installed_t text_types[] = {{0, "textlayout", 1000, &text_engine, NULL}, {0}};
static gvplugin_installed_t render_types[] = {{0, "gradfig", 1, &render_engine, &render_features}, {0}};
static gvplugin_installed_t device_types[] = {{0, "gradfig:gradfig", 1, &device_engine, &device_features}, {0}};

static gvplugin_api_t apis[] = {
    {API_textlayout, text_types},
    {API_render, render_types},
    {API_device, device_types},
    {0},
};

static gvplugin_library_t library = {"gradfig", apis};

// Graphviz finds a builtin by a name of this form.
static const lt_symlist_t builtins[] = {{"gvplugin_gradfig_LTX_library", &library}, {0}};

/// Graphviz's own state is global, so that one context serves the whole program and lives as long. The layout
/// engines are loaded on demand.
static GVC_t *context(void) {
    static GVC_t *context;
    if (!context) {
        context = gvContextPlugins(builtins, 1);
    }
    return context;
}

bool gradfig_draw(Agraph_t *graph, const char *engine, const gradfig_canvas *drawing) {
    canvas = drawing;
    bool is_drawn = false;
    if (gvLayout(context(), graph, engine) == 0) {
        is_drawn = gvRender(context(), graph, "gradfig", NULL) == 0;
        gvFreeLayout(context(), graph);
    }
    canvas = NULL;
    return is_drawn;
}
