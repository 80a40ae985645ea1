// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/csv_text.h"

namespace copper {

QByteArray csvTextCell(const QString &text)
{
    QString cell = text;
    static constexpr QStringView kFormulaStarts = u"=+-@\t\r";
    if (!cell.isEmpty() && kFormulaStarts.contains(cell.front()))
        cell.prepend(QLatin1Char('\''));
    const bool quote = cell.contains(QLatin1Char(',')) || cell.contains(QLatin1Char('"')) ||
                       cell.contains(QLatin1Char('\n')) || cell.contains(QLatin1Char('\r'));
    if (quote)
        cell = QLatin1Char('"') + cell.replace(QLatin1Char('"'), QStringLiteral("\"\"")) +
               QLatin1Char('"');
    return cell.toUtf8();
}

} // namespace copper
