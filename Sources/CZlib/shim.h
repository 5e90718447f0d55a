// zlib's header, wherever the system keeps it.
#include <zlib.h>
