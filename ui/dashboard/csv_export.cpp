// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/csv_export.h"

#include "ui/text/csv_text.h"

#include <QDateTime>

namespace copper {

QByteArray csvOf(const SampleStore &samples, const std::vector<DashboardSeries> &series,
                 const TimeSpan &span)
{
    QByteArray csv("time,series,uri,path,value,unit\r\n");
    for (const DashboardSeries &entry : series) {
        const auto id = samples.find(entry.uri, entry.path);
        if (!id)
            continue;
        const SampleSeries &data = *samples.series(*id);
        const QByteArray fixed = csvTextCell(entry.name) + ',' + csvTextCell(entry.uri) + ',' +
                                 csvTextCell(QString::fromStdString(entry.path.text)) + ',';
        const QByteArray unit = csvTextCell(samples.info(*id)->unit);
        for (std::size_t i = data.lowerBound(span.from); i < data.size(); ++i) {
            const Sample &sample = data[i];
            if (sample.at > span.to)
                break;
            csv += QDateTime::fromMSecsSinceEpoch(sample.at.unixMicros / 1000, Qt::UTC)
                       .toString(Qt::ISODateWithMs)
                       .toLatin1();
            csv += ',';
            csv += fixed;
            csv += QByteArray::number(sample.value, 'g', 15);
            csv += ',';
            csv += unit;
            csv += "\r\n";
        }
    }
    return csv;
}

} // namespace copper
