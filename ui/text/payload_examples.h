// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/text/payload_forms.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace copper {

// A body to begin with. `text` is in the notation of its form; of SenML it is JSON.
struct PayloadExample
{
    QString title;
    PayloadForm form = PayloadForm::Text;
    QString text;
    bool fitting = false; // by the resource's types or Content-Formats
};

// Those that fit a resource with these rt and ct first, then the others.
std::vector<PayloadExample> payloadExamples(const QString &rt,
                                            const std::vector<std::uint32_t> &formats);

} // namespace copper
