// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/heap_policy.h"

#include <cstdlib> // defines __GLIBC__

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace copper {

void returnLargeBlocks()
{
#ifdef __GLIBC__
    constexpr int kOwnMapping_bytes = 128 * 1024; // glibc's own preset, from now on fixed
    mallopt(M_MMAP_THRESHOLD, kOwnMapping_bytes);
#endif
}

} // namespace copper
