// cairo's headers under one name: pkg-config gives their folder, which a module map cannot name.
#include <cairo-pdf.h>
#include <cairo.h>
