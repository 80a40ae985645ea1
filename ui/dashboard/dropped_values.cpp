// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/dropped_values.h"

#include <QMimeData>

namespace copper {

namespace {
QString mimeType()
{
    return QString::fromUtf16(kResourceMimeType);
}
} // namespace

bool hasDroppedValues(const QMimeData *data)
{
    return data != nullptr && data->hasFormat(mimeType());
}

std::vector<DroppedValue> droppedValues(const QMimeData *data)
{
    std::vector<DroppedValue> values;
    if (!hasDroppedValues(data))
        return values;
    const QStringList lines =
        QString::fromUtf8(data->data(mimeType())).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const qsizetype tab = line.indexOf(QLatin1Char('\t'));
        const QString uri = (tab < 0 ? line : line.left(tab)).trimmed();
        if (!uri.startsWith(QLatin1String("coap")) || values.size() >= kMaxDroppedValues)
            continue;
        values.push_back(
            {uri, ValuePath{tab < 0 ? std::string() : line.mid(tab + 1).toStdString()}});
    }
    return values;
}

QMimeData *mimeOf(const std::vector<DroppedValue> &values)
{
    QByteArray lines;
    QString text;
    for (const DroppedValue &value : values) {
        lines += value.uri.toUtf8() + '\t' + QByteArray::fromStdString(value.path.text) + '\n';
        text += value.uri + QLatin1Char('\n');
    }
    auto *data = new QMimeData;
    data->setData(mimeType(), lines);
    data->setText(text.trimmed());
    return data;
}

} // namespace copper
