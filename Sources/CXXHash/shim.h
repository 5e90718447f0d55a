// xxHash's functions are compiled into their caller, so that a program needs no library at run time. That renames them
// by macros, which Swift doesn't see: here is the one that is needed, under a name of its own.
#define XXH_INLINE_ALL
#include <xxhash.h>

static inline XXH128_hash_t xxh3_128bits(const void *bytes, size_t count) {
    return XXH3_128bits(bytes, count);
}
