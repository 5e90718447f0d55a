// The headers of cmark-gfm and of its extensions, wherever the system keeps them.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
