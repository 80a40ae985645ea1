// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace copper {

class Theme;

// resources/theme/copperfield.qss with every @name@ replaced by the theme's colour ("@copper@") or
// font size ("@size-caption@"). An unknown name is left as it stands, for a test to find.
QString buildStyleSheet(const Theme &theme);

} // namespace copper
