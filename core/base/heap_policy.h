// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace copper {

// So that large blocks go back to the system when they are freed, whatever was freed before. At the
// start of a program that runs for hours; does nothing where the C library knows no such thing.
// (glibc raises its threshold for blocks of their own with the first large one that is freed, up to
// 32 MiB; bodies, batches and pieces of the packet log then leave holes between small blocks, a
// quarter of the window's memory after a storm.)
void returnLargeBlocks();

} // namespace copper
