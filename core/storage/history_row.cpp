// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/history_row.h"

#include "core/domain/project_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>

namespace copper {

namespace {

QLatin1String key(const char *name)
{
    return QLatin1String(name);
}

// As they stand in the file; in the order of FailureKind, whose numbers may change.
constexpr std::array kFailures{
    "timeout",       "reset",     "unreachable",   "not-resolved", "no-interface", "invalid-uri",
    "scheme",        "malformed", "too-large",     "body-changed", "refused",      "error",
    "link-lost",     "cancelled", "limit",         "input",        "output",       "verification",
    "not-supported", "socket",    "no-credential", "handshake",
};
static_assert(kFailures.size() == static_cast<std::size_t>(FailureKind::HandshakeFailed) + 1);

// Whole numbers from 0 that a double holds.
double wholeOf(const QJsonObject &object, const char *name)
{
    constexpr double kLargest = 9007199254740992.0; // 2^53
    const double value = object.value(key(name)).toDouble();
    return value >= 0 && value <= kLargest ? std::floor(value) : 0;
}

unsigned countOf(const QJsonObject &object, const char *name)
{
    return static_cast<unsigned>(std::min(wholeOf(object, name), 4294967295.0));
}

QJsonObject responseToJson(const ResponseArrived &response)
{
    QJsonObject object;
    object[key("uri")] = response.uri;
    object[key("code")] = response.code.raw;
    object[key("type")] = static_cast<int>(response.type);
    object[key("mid")] = response.mid.value;
    object[key("token")] = QString::fromStdString(toHex(response.token.view()));
    if (response.peer.isValid()) {
        object[key("ip")] = QString::fromStdString(ipLiteral(response.peer));
        object[key("port")] = response.peer.port;
    }
    object[key("rtt")] = static_cast<double>(
        std::chrono::duration_cast<std::chrono::microseconds>(response.rtt).count());
    object[key("messages")] = static_cast<double>(response.messages);
    object[key("retransmissions")] = static_cast<double>(response.retransmissions);
    object[key("blocks")] = static_cast<double>(response.blocks);
    object[key("options")] = optionsToJson(response.options);
    object[key("size")] = static_cast<double>(response.payloadSize);
    object[key("output")] = response.outputPath;
    object[key("at")] = static_cast<double>(response.at.unixMicros);
    return object;
}

ResponseArrived responseFromJson(const QJsonObject &object)
{
    ResponseArrived response;
    response.uri = object.value(key("uri")).toString();
    response.code = Code{static_cast<std::uint8_t>(countOf(object, "code"))};
    response.type = static_cast<MessageType>(countOf(object, "type") & 3U);
    response.mid = MessageId{static_cast<std::uint16_t>(countOf(object, "mid"))};
    if (const auto token = fromHex(object.value(key("token")).toString().toStdString()))
        response.token = Token(*token);
    if (auto peer = parseIpLiteral(object.value(key("ip")).toString().toStdString())) {
        peer->port = static_cast<std::uint16_t>(countOf(object, "port"));
        response.peer = *peer;
    }
    response.rtt = std::chrono::microseconds(static_cast<std::int64_t>(wholeOf(object, "rtt")));
    response.messages = countOf(object, "messages");
    response.retransmissions = countOf(object, "retransmissions");
    response.blocks = countOf(object, "blocks");
    response.options = optionsFromJson(object.value(key("options")).toArray());
    response.payloadSize = static_cast<std::uint64_t>(wholeOf(object, "size"));
    response.outputPath = object.value(key("output")).toString();
    response.at.unixMicros = static_cast<std::int64_t>(wholeOf(object, "at"));
    return response;
}

QJsonObject failureToJson(const JobFailed &failure)
{
    QJsonObject object;
    object[key("kind")] = QLatin1String(kFailures[static_cast<std::size_t>(failure.kind)]);
    object[key("uri")] = failure.uri;
    object[key("code")] = failure.code.raw;
    object[key("detail")] = failure.detail.left(4096);
    object[key("retransmissions")] = static_cast<double>(failure.retransmissions);
    object[key("at")] = static_cast<double>(failure.at.unixMicros);
    return object;
}

std::optional<JobFailed> failureFromJson(const QJsonObject &object)
{
    const std::string kind = object.value(key("kind")).toString().toStdString();
    const auto *const found = std::find(kFailures.begin(), kFailures.end(), kind);
    if (found == kFailures.end())
        return std::nullopt;
    JobFailed failure;
    failure.kind = static_cast<FailureKind>(found - kFailures.begin());
    failure.uri = object.value(key("uri")).toString();
    failure.code = Code{static_cast<std::uint8_t>(countOf(object, "code"))};
    failure.detail = object.value(key("detail")).toString().left(4096);
    failure.retransmissions = countOf(object, "retransmissions");
    failure.at.unixMicros = static_cast<std::int64_t>(wholeOf(object, "at"));
    return failure;
}

} // namespace

QJsonObject historyAnswerToJson(const HistoryEntry &entry)
{
    QJsonObject object;
    if (entry.response)
        object[key("response")] = responseToJson(*entry.response);
    if (entry.failure)
        object[key("failure")] = failureToJson(*entry.failure);
    return object;
}

bool takeHistoryAnswer(const QJsonObject &object, HistoryEntry &entry)
{
    if (object.value(key("response")).isObject())
        entry.response = responseFromJson(object.value(key("response")).toObject());
    if (object.value(key("failure")).isObject())
        entry.failure = failureFromJson(object.value(key("failure")).toObject());
    return !entry.isRunning();
}

} // namespace copper
