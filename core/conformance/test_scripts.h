// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/conformance/conversation.h"

#include <span>

namespace copper::conformance {

// One test: what is known of it, and how its client behaves.
struct TestCase
{
    PlugtestDescription description;
    Script<> (*play)(Conversation &);
};

std::span<const TestCase> coreTests();
std::span<const TestCase> linkTests();
std::span<const TestCase> blockTests();
std::span<const TestCase> observeTests();
std::span<const TestCase> dtlsTests();

// The case a description belongs to.
const TestCase &caseOf(const PlugtestDescription &description);

} // namespace copper::conformance
