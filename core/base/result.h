// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

namespace copper {

// The one place where tl::expected is named; std::expected takes over when the toolchain has it.
template <class T, class E>
using Result = tl::expected<T, E>;

template <class E>
using Failure = tl::unexpected<E>;

template <class E>
Failure<std::decay_t<E>> failure(E &&error)
{
    return Failure<std::decay_t<E>>(std::forward<E>(error));
}

} // namespace copper
