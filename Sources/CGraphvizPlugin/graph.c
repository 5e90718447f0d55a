#define _GNU_SOURCE
#include "CGraphvizPlugin.h"

#include <cgraph.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// MARK: Identifiers

// A name and its number. Numbers count up from 1, so `names` is in their order; an anonymous object has no name.
// The text is a string of cgraph's own: cgraph looks for a mark before its first character, and frees it.
typedef struct {
    Dtlink_t link;
    IDTYPE id;
    char *text;
} name_t;

typedef struct {
    Agraph_t *graph;
    Dt_t *by_text;
    name_t **names;
    size_t count, capacity;
} names_t;

static Dtdisc_t by_text_discipline = {.key = offsetof(name_t, text), .size = -1, .link = offsetof(name_t, link)};

static void *names_open(Agraph_t *graph, Agdisc_t *disciplines)
{
    (void)disciplines;
    names_t *all = calloc(1, sizeof(names_t));
    all->graph = graph;
    all->by_text = dtopen(&by_text_discipline, Dtset);
    return all;
}

static name_t *names_add(names_t *all, const char *text)
{
    if (all->count == all->capacity) {
        all->capacity = all->capacity ? 2 * all->capacity : 64;
        all->names = realloc(all->names, all->capacity * sizeof(name_t *));
    }
    name_t *name = calloc(1, sizeof(name_t));
    all->names[all->count++] = name;
    name->id = all->count;
    if (text) {
        name->text = agstrdup(all->graph, (char *)text);
        dtinsert(all->by_text, name);
    }
    return name;
}

static long names_map(void *state, int kind, char *text, IDTYPE *id, int create)
{
    (void)kind;
    names_t *all = state;
    name_t *name = text ? dtmatch(all->by_text, text) : NULL;
    if (!name && create) name = names_add(all, text);
    if (!name) return 0;
    *id = name->id;
    return 1;
}

// Numbers are given out here only.
static long names_alloc(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
    return 0;
}

// A name keeps its number as long as the graph lives.
static void names_free(void *state, int kind, IDTYPE id)
{
    (void)state;
    (void)kind;
    (void)id;
}

static char *names_print(void *state, int kind, IDTYPE id)
{
    (void)kind;
    names_t *all = state;
    return id >= 1 && id <= all->count ? all->names[id - 1]->text : NULL;
}

static void names_register(void *state, int kind, void *object)
{
    (void)state;
    (void)kind;
    (void)object;
}

static void names_close(void *state)
{
    names_t *all = state;
    dtclose(all->by_text);
    for (size_t i = 0; i < all->count; i++) free(all->names[i]);
    free(all->names);
    free(all);
}

static Agiddisc_t numbered_names = {
    .open = names_open,
    .map = names_map,
    .alloc = names_alloc,
    .free = names_free,
    .print = names_print,
    .close = names_close,
    .idregister = names_register,
};

static Agdisc_t disciplines(void) { return (Agdisc_t){.mem = &AgMemDisc, .id = &numbered_names, .io = &AgIoDisc}; }

// MARK: Making, reading, writing

Agraph_t *gvp_graph(const char *name, int directed, int strict)
{
    Agdesc_t kind = directed ? (strict ? Agstrictdirected : Agdirected) : (strict ? Agstrictundirected : Agundirected);
    Agdisc_t ours = disciplines();
    return agopen((char *)name, kind, &ours);
}

struct gvp_reader {
    FILE *text;
};

gvp_reader *gvp_open_reader(const char *text)
{
    FILE *file = fmemopen((void *)text, strlen(text), "r");
    if (!file) return NULL;
    gvp_reader *reader = malloc(sizeof(gvp_reader));
    reader->text = file;
    // The scanner is cgraph's only one and counts on from the text before.
    agreadline(1);
    return reader;
}

Agraph_t *gvp_read(gvp_reader *reader)
{
    Agdisc_t ours = disciplines();
    return agread(reader->text, &ours);
}

void gvp_close_reader(gvp_reader *reader)
{
    fclose(reader->text);
    free(reader);
}

char *gvp_write(Agraph_t *graph)
{
    char *text = NULL;
    size_t length;
    FILE *file = open_memstream(&text, &length);
    if (!file) return NULL;
    int failed = agwrite(graph, file);
    if (fclose(file) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}

Agnode_t *gvp_tail(Agedge_t *edge) { return agtail(edge); }
Agnode_t *gvp_head(Agedge_t *edge) { return aghead(edge); }
