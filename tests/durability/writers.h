// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <memory>
#include <vector>

namespace copper::test {

// What is on disk.
struct Generation
{
    enum class State {
        Nothing, // no file, or said to be none
        Whole,   // exactly what was saved as `number`
        Mixed,   // readable, and not what was ever saved
        Aside,   // seen to be damaged, and kept under another name
    };
    State state = State::Nothing;
    int number = 0;
    QString detail;
};

// A way in which the programs write a file, with content told apart by a number.
class Writer
{
public:
    virtual ~Writer() = default;
    virtual QString name() const = 0;
    // Generations from 1, rising. The failure: the words the program would show.
    virtual Result<void, QString> save(const QString &folder, int generation) = 0;
    // As the program reads it, or as its user would.
    virtual Generation load(const QString &folder) = 0;
};

// One of each, without memory of files written before.
std::vector<std::unique_ptr<Writer>> makeWriters();
std::unique_ptr<Writer> makeWriter(const QString &name);

} // namespace copper::test
