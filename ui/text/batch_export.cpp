// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/batch_export.h"

#include "core/base/bytes.h"
#include "core/payload/plain_text.h"
#include "ui/text/csv_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/text/representation_text.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

namespace copper {

namespace {

struct BatchText
{
    Q_DECLARE_TR_FUNCTIONS(copper::BatchText)
};

// For programs: the same in every language.
QString stateKey(RequestBatch::State state)
{
    switch (state) {
    case RequestBatch::State::Waiting:
        return QStringLiteral("waiting");
    case RequestBatch::State::Asked:
        return QStringLiteral("asked");
    case RequestBatch::State::Answered:
        return QStringLiteral("answered");
    case RequestBatch::State::Failed:
        return QStringLiteral("failed");
    case RequestBatch::State::Stopped:
        break;
    }
    return QStringLiteral("stopped");
}

double rttOf(const ResponseArrived &response)
{
    return toSeconds(response.rtt) * 1000;
}

QString textOf(const ResponseArrived &response)
{
    if (!response.payload || firstInvalidUtf8(*response.payload))
        return {};
    return QString::fromUtf8(reinterpret_cast<const char *>(response.payload->data()),
                             static_cast<qsizetype>(response.payload->size()));
}

QString hexOf(const ResponseArrived &response)
{
    return response.payload ? QString::fromStdString(toHex(*response.payload)) : QString();
}

} // namespace

QByteArray batchAsCsv(const RequestBatch &batch)
{
    QByteArray csv(
        "device,uri,state,code,content_format,rtt_ms,bytes,differs,text,payload,error\r\n");
    for (const RequestBatch::Row &row : batch.rows()) {
        QByteArray answer(",,,,");
        QByteArray payload(",");
        if (row.response) {
            const ResponseArrived &response = *row.response;
            const auto format = response.options.uintValue(OptionNumber::ContentFormat);
            answer = codeDigitsText(response.code).toLatin1() + ',' +
                     (format ? QByteArray::number(*format) : QByteArray()) + ',' +
                     QByteArray::number(rttOf(response), 'f', 3) + ',' +
                     QByteArray::number(static_cast<qulonglong>(response.payloadSize)) + ',' +
                     (row.differs ? "yes" : "no");
            payload = csvTextCell(textOf(response)) + ',' + hexOf(response).toLatin1();
        }
        const QString error = row.failure ? explain(*row.failure).sentence : QString();
        csv += csvTextCell(row.deviceName) + ',' + csvTextCell(row.uri) + ',' +
               stateKey(row.state).toLatin1() + ',' + answer + ',' + payload + ',' +
               csvTextCell(error) + "\r\n";
    }
    return csv;
}

QByteArray batchAsJsonLines(const RequestBatch &batch)
{
    QByteArray lines;
    for (const RequestBatch::Row &row : batch.rows()) {
        QJsonObject object{{QStringLiteral("device"), row.deviceName},
                           {QStringLiteral("uri"), row.uri},
                           {QStringLiteral("state"), stateKey(row.state)}};
        if (row.response) {
            const ResponseArrived &response = *row.response;
            object[QStringLiteral("code")] = codeDigitsText(response.code);
            if (const auto format = response.options.uintValue(OptionNumber::ContentFormat))
                object[QStringLiteral("content_format")] = static_cast<qint64>(*format);
            object[QStringLiteral("rtt_ms")] = rttOf(response);
            object[QStringLiteral("bytes")] = static_cast<qint64>(response.payloadSize);
            object[QStringLiteral("differs")] = row.differs;
            object[QStringLiteral("payload")] = hexOf(response);
            if (response.payload && !firstInvalidUtf8(*response.payload))
                object[QStringLiteral("text")] = textOf(response);
        }
        if (row.failure)
            object[QStringLiteral("error")] = explain(*row.failure).sentence;
        lines += QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    }
    return lines;
}

QString batchAnswerText(const RequestBatch::Row &row)
{
    switch (row.state) {
    case RequestBatch::State::Waiting:
        return BatchText::tr("waiting");
    case RequestBatch::State::Asked:
        return BatchText::tr("asked");
    case RequestBatch::State::Stopped:
        return BatchText::tr("stopped");
    case RequestBatch::State::Failed:
        return explain(*row.failure).sentence;
    case RequestBatch::State::Answered:
        break;
    }
    const ResponseArrived &response = *row.response;
    if (!response.payload)
        return response.payloadSize > 0 ? BatchText::tr("%1, not kept: all answers together are "
                                                        "beyond the limit")
                                              .arg(byteSize(response.payloadSize))
                                        : QString();
    if (response.payload->empty())
        return {};
    constexpr std::size_t kShown = 4096; // the line is cut long before
    const ByteView beginning =
        ByteView(*response.payload).first(std::min(kShown, response.payload->size()));
    const QString text = textOf(response);
    if (!text.isEmpty() && text.size() < 200)
        return displayText(text.simplified(), 200);
    return payloadLine(
        readPayload(beginning, response.options.uintValue(OptionNumber::ContentFormat)),
        response.payload->size());
}

} // namespace copper
