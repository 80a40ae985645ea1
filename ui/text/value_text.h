// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace copper {

// A measured number as rows, legends and tiles show it: "23.5", "18 240", "6.40"; a dash when it is
// not finite.
QString numberText(double value);
// With so many decimals: a device that says "20.0" is not shown as "20".
QString numberText(double value, int decimals);
// The unit as people write it: "Cel" is "°C", "%RH" is "%". Unknown ones come back as
// displayText().
QString unitText(const QString &asSent);

} // namespace copper
