// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace copper::test {

// What this process takes, for benchmarks and the soak. Memory in MB of 10^6 bytes, as the kernel
// counts it (/proc/self/statm, getrusage).
double resident_mb();
double peakResident_mb();

// Processor time of the calling thread since it began.
double threadProcessor_ms();

} // namespace copper::test
