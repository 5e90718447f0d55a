#include "CGraphvizPlugin.h"

#include <gvc.h>
#include <gvcjob.h>
#include <gvplugin_device.h>
#include <gvplugin_render.h>
#include <gvplugin_textlayout.h>

// Text layout and errors have no user pointer: who is called back is one slot, here.
static const gvp_client *client;

static int receive_message(char *piece)
{
    if (client) client->message(client->state, piece);
    return 0;
}

void gvp_set_client(const gvp_client *new_client)
{
    client = new_client;
    agseterrf(receive_message);
}

// MARK: Text layout

// Graphviz sets the first line's origin one font size below the label's top, whatever the line's height is;
// `yoffset_centerline` brings it from there down to the baseline.
static boolean measure_text(textspan_t *span, char **fontpath)
{
    gvp_text_size size;
    (void)fontpath;
    if (!client || !client->measure(client->state, span->str, span->font->size, &size)) return FALSE;
    span->size.x = size.width;
    span->size.y = size.height;
    span->yoffset_layout = 0;
    span->yoffset_centerline = size.baseline - span->font->size;
    span->layout = NULL;
    span->free_layout = NULL;
    return TRUE;
}

// MARK: Renderer

static gvp_point as_point(pointf p) { return (gvp_point){p.x, p.y}; }

static void begin_graph(GVJ_t *job)
{
    client->begin_graph(client->state, job->obj->u.g, (gvp_box){as_point(job->bb.LL), as_point(job->bb.UR)});
}

static void end_graph(GVJ_t *job)
{
    (void)job;
    client->end_graph(client->state);
}

static void begin_cluster(GVJ_t *job) { client->begin_object(client->state, GVP_CLUSTER, job->obj->u.sg); }
static void begin_node(GVJ_t *job) { client->begin_object(client->state, GVP_NODE, job->obj->u.n); }
static void begin_edge(GVJ_t *job) { client->begin_object(client->state, GVP_EDGE, job->obj->u.e); }

static void end_cluster(GVJ_t *job)
{
    (void)job;
    client->end_object(client->state, GVP_CLUSTER);
}

static void end_node(GVJ_t *job)
{
    (void)job;
    client->end_object(client->state, GVP_NODE);
}

static void end_edge(GVJ_t *job)
{
    (void)job;
    client->end_object(client->state, GVP_EDGE);
}

static int is_transparent(gvcolor_t color) { return color.type == RGBA_BYTE && color.u.rgba[3] == 0; }

static gvp_pen pen(obj_state_t *object)
{
    if (is_transparent(object->pencolor)) return GVP_PEN_NONE;
    switch (object->pen) {
    case PEN_NONE: return GVP_PEN_NONE;
    case PEN_DASHED: return GVP_PEN_DASHED;
    case PEN_DOTTED: return GVP_PEN_DOTTED;
    default: return GVP_PEN_SOLID;
    }
}

static gvp_part part(emit_state_t state)
{
    switch (state) {
    case EMIT_TDRAW: return GVP_ARROW_AT_TAIL;
    case EMIT_HDRAW: return GVP_ARROW_AT_HEAD;
    default: return GVP_BODY;
    }
}

// A pointf is a gvp_point in all but name.
_Static_assert(sizeof(pointf) == sizeof(gvp_point), "a point is two doubles");

static void shape(GVJ_t *job, gvp_shape shape, pointf *points, int count, int filled)
{
    obj_state_t *object = job->obj;
    int is_filled = filled && !is_transparent(object->fillcolor);
    gvp_style style = {is_filled, pen(object), object->penwidth, part(object->emit_state)};
    if (!is_filled && style.pen == GVP_PEN_NONE) return;
    client->shape(client->state, shape, style, (const gvp_point *)points, count);
}

static void ellipse(GVJ_t *job, pointf *points, int filled) { shape(job, GVP_ELLIPSE, points, 2, filled); }

static void polygon(GVJ_t *job, pointf *points, int count, int filled)
{
    shape(job, GVP_POLYGON, points, count, filled);
}

static void beziercurve(GVJ_t *job, pointf *points, int count, int arrow_at_start, int arrow_at_end, int filled)
{
    (void)arrow_at_start;
    (void)arrow_at_end;
    shape(job, GVP_BEZIER, points, count, filled);
}

static void polyline(GVJ_t *job, pointf *points, int count) { shape(job, GVP_POLYLINE, points, count, 0); }

static void text(GVJ_t *job, pointf p, textspan_t *span)
{
    (void)job;
    p.y -= span->yoffset_centerline;
    client->text(client->state, span->str, as_point(p), span->just, span->font->size, span->size.x);
}

// MARK: Tables

// The renderer reports; it has nothing to open, write or close. An initialize function keeps gvc from opening a file.
static void nothing(GVJ_t *job) { (void)job; }

static gvdevice_engine_t device_engine = {.initialize = nothing, .finalize = nothing};
static gvdevice_features_t device_features = {.flags = GVDEVICE_NO_WRITER, .default_dpi = {72, 72}};

static gvrender_engine_t render_engine = {
    .begin_graph = begin_graph,
    .end_graph = end_graph,
    .begin_cluster = begin_cluster,
    .end_cluster = end_cluster,
    .begin_node = begin_node,
    .end_node = end_node,
    .begin_edge = begin_edge,
    .end_edge = end_edge,
    .textspan = text,
    .ellipse = ellipse,
    .polygon = polygon,
    .beziercurve = beziercurve,
    .polyline = polyline,
};

// Transforming is ours, so gvc leaves the coordinates as the layout has them: no page, zoom or rounding.
static gvrender_features_t render_features = {
    .flags = GVRENDER_DOES_TRANSFORM | GVRENDER_DOES_LABELS | GVRENDER_NO_WHITE_BG,
    .default_pad = 0,
    .color_type = RGBA_BYTE,
};

static gvtextlayout_engine_t text_engine = {measure_text};

static gvplugin_installed_t render_types[] = {{0, GVP_FORMAT, 1, &render_engine, &render_features}, {0}};
static gvplugin_installed_t device_types[] = {
    {0, GVP_FORMAT ":" GVP_FORMAT, 1, &device_engine, &device_features}, {0}};
// Pango's quality is below 100, so ours is the one that measures.
static gvplugin_installed_t text_types[] = {{0, "textlayout", 1000, &text_engine, NULL}, {0}};

static gvplugin_api_t apis[] = {
    {API_render, render_types}, {API_device, device_types}, {API_textlayout, text_types}, {(api_t)0, NULL}};
static gvplugin_library_t library = {(char *)GVP_FORMAT, apis};

// gvc looks for this form of name among the builtins.
static lt_symlist_t builtins[] = {{"gvplugin_" GVP_FORMAT "_LTX_library", &library}, {NULL, NULL}};

struct GVC_s *gvp_context(void) { return gvContextPlugins(builtins, 1); }
