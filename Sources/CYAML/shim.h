// libyaml's header, wherever the system keeps it.
#include <yaml.h>
