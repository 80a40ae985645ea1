// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ladders/ladder.h"

#include "core/coap/codec.h"

namespace copper::test {

namespace {

Bytes pattern(std::size_t from, std::size_t count)
{
    Bytes bytes(count);
    for (std::size_t i = 0; i < count; ++i)
        bytes[i] = static_cast<std::uint8_t>('a' + (from + i) % 26);
    return bytes;
}

std::optional<QString> valueOf(const QStringList &words, const char *key)
{
    const QString prefix = QLatin1String(key) + QLatin1Char('=');
    for (const QString &word : words) {
        if (word.startsWith(prefix))
            return word.mid(prefix.size());
    }
    return std::nullopt;
}

bool has(const QStringList &words, const char *word)
{
    return words.contains(QLatin1String(word));
}

std::optional<Code> codeOf(const QString &text)
{
    if (text == QLatin1String("EMPTY"))
        return code::kEmpty;
    if (const auto method = methodByName(text.toStdString()))
        return method;
    const QStringList parts = text.split(QLatin1Char('.'));
    if (parts.size() != 2)
        return std::nullopt;
    return makeCode(parts.at(0).toUInt(), parts.at(1).toUInt());
}

std::optional<MessageType> typeOf(const QString &text)
{
    for (int i = 0; i < 4; ++i) {
        const auto type = static_cast<MessageType>(i);
        if (text == QLatin1String(messageTypeName(type).data()))
            return type;
    }
    return std::nullopt;
}

std::optional<BlockValue> blockOf(const QString &text)
{
    const QStringList parts = text.split(QLatin1Char('/'));
    if (parts.size() != 3)
        return std::nullopt;
    const auto szx = szxForSize(parts.at(2).toUInt());
    if (!szx)
        return std::nullopt;
    return BlockValue{parts.at(0).toUInt(), parts.at(1) == QLatin1String("1"), *szx};
}

QString hexOf(ByteView bytes)
{
    return QString::fromStdString(toHex(bytes));
}

QString reasonName(FailureReason reason)
{
    switch (reason) {
    case FailureReason::Timeout:
        return QStringLiteral("Timeout");
    case FailureReason::Reset:
        return QStringLiteral("Reset");
    case FailureReason::PeerLost:
        return QStringLiteral("PeerLost");
    case FailureReason::Cancelled:
        return QStringLiteral("Cancelled");
    case FailureReason::MalformedResponse:
        return QStringLiteral("MalformedResponse");
    case FailureReason::BadOption:
        return QStringLiteral("BadOption");
    case FailureReason::BodyTooLarge:
        return QStringLiteral("BodyTooLarge");
    case FailureReason::BodyChanged:
        return QStringLiteral("BodyChanged");
    case FailureReason::TransferLost:
        return QStringLiteral("TransferLost");
    case FailureReason::SourceFailed:
        return QStringLiteral("SourceFailed");
    case FailureReason::SinkFailed:
        return QStringLiteral("SinkFailed");
    case FailureReason::LimitReached:
        return QStringLiteral("LimitReached");
    }
    return {};
}

constexpr struct
{
    const char *key;
    OptionNumber number;
} kUintOptions[] = {{"observe", OptionNumber::Observe}, {"max-age", OptionNumber::MaxAge},
                    {"size1", OptionNumber::Size1},     {"size2", OptionNumber::Size2},
                    {"accept", OptionNumber::Accept},   {"ct", OptionNumber::ContentFormat}};

void addPath(Options &options, const QString &path)
{
    for (const QString &segment : path.mid(1).split(QLatin1Char('/')))
        options.addString(OptionNumber::UriPath, segment.toStdString());
}

} // namespace

Ladder::Ladder(const QString &text) : m_lines(text.split(QLatin1Char('\n'))) {}

QString Ladder::run()
{
    for (int i = 0; i < m_lines.size(); ++i) {
        const QString line = m_lines.at(i).section(QLatin1Char('#'), 0, 0).simplified();
        if (line.isEmpty())
            continue;
        const QString problem = runLine(line.split(QLatin1Char(' ')));
        if (!problem.isEmpty())
            return QStringLiteral("line %1: %2: %3").arg(i + 1).arg(line, problem);
    }
    if (!m_out.empty())
        return QStringLiteral("left over: ") + describe(*decode(m_out.front()));
    if (!m_events.empty())
        return QStringLiteral("left over event: ") + m_events.front();
    return {};
}

QString Ladder::runLine(const Words &words)
{
    const QString &verb = words.constFirst();
    if (verb == QLatin1String("role")) {
        EndpointConfig config;
        config.serves = words.value(1) == QLatin1String("server");
        m_endpoint = std::make_unique<Endpoint>(config, m_random);
        return {};
    }
    if (!m_endpoint)
        return QStringLiteral("\"role\" comes first");
    QString problem;
    if (verb == QLatin1String("do"))
        problem = runDo(words);
    else if (verb == QLatin1String("serve") || verb == QLatin1String("change"))
        problem = runServe(words);
    else if (verb == QLatin1String("delete") || verb == QLatin1String("forget"))
        runRemoval(words);
    else if (verb == QLatin1String("send"))
        problem = runSend(words);
    else if (verb == QLatin1String("expect"))
        return runExpect(words);
    else if (verb == QLatin1String("event"))
        return runEvent(words);
    else if (verb == QLatin1String("advance"))
        advance(words.value(1).toDouble(), false);
    else if (verb == QLatin1String("wait"))
        advance(words.value(1).toDouble(), true);
    else if (verb == QLatin1String("answer")) {
        if (m_waiting.empty())
            return QStringLiteral("nobody waits");
        const auto [id, path] = m_waiting.front();
        m_waiting.pop_front();
        respond(id, path);
    } else {
        return QStringLiteral("unknown verb");
    }
    drain();
    return problem;
}

Bytes Ladder::bodyOf(const Words &words) const
{
    const QString text = valueOf(words, "body").value_or(QString());
    if (!text.startsWith(QLatin1Char('@')))
        return toOwned(asBytes(text.toStdString()));
    const QStringList parts = text.mid(1).split(QLatin1Char('+'));
    if (parts.size() == 2)
        return pattern(parts.at(0).toUInt(), parts.at(1).toUInt());
    return pattern(0, parts.at(0).toUInt());
}

QString Ladder::runDo(const Words &words)
{
    if (has(words, "cancel")) {
        m_endpoint->cancel(m_now, *m_exchange);
        return {};
    }
    if (has(words, "ping")) {
        const auto id = m_endpoint->ping(m_now, m_peer);
        return id ? QString() : QStringLiteral("refused");
    }
    Request request;
    const auto method = codeOf(words.value(1));
    if (!method)
        return QStringLiteral("no such method");
    request.method = *method;
    request.confirmable = !has(words, "NON");
    request.endsByReset = has(words, "ends-by-reset");
    addPath(request.options, words.value(2));
    if (valueOf(words, "body"))
        request.body = std::make_shared<MemorySource>(bodyOf(words));
    if (const auto token = valueOf(words, "token"))
        request.token = Token(*fromHex(token->toStdString()));
    if (const auto size = valueOf(words, "szx"))
        request.szx = szxForSize(size->toUInt()).value_or(6);
    if (const auto size = valueOf(words, "ask"))
        request.responseSzx = szxForSize(size->toUInt());
    request.lateResponseSzx = has(words, "late");
    if (const auto mid = valueOf(words, "use-mid")) {
        request.mid = MessageId{static_cast<std::uint16_t>(mid->toUInt())};
        m_names[QStringLiteral("mid ") + *mid] = *mid;
    }
    for (const auto &[key, number] : kUintOptions) {
        if (const auto value = valueOf(words, key))
            request.options.setUint(number, value->toUInt());
    }
    const auto id = has(words, "observe")
                        ? m_endpoint->observe(m_now, m_peer, std::move(request))
                        : m_endpoint->sendRequest(m_now, m_peer, std::move(request));
    if (!id)
        return QStringLiteral("refused");
    m_exchange = *id;
    return {};
}

QString Ladder::runServe(const Words &words)
{
    Resource &resource = m_resources[words.value(1)];
    resource.body = bodyOf(words);
    if (const auto format = valueOf(words, "ct"))
        resource.contentFormat = format->toUInt();
    if (words.constFirst() == QLatin1String("change")) {
        m_endpoint->resourceChanged(m_now, words.value(1).toStdString());
        return {};
    }
    resource.observable = has(words, "observable");
    resource.separate = has(words, "separate");
    if (const auto size = valueOf(words, "szx"))
        resource.szx = szxForSize(size->toUInt());
    if (const auto etag = valueOf(words, "etag"))
        resource.etag = *fromHex(etag->toStdString());
    if (const auto age = valueOf(words, "max-age"))
        resource.maxAge = age->toUInt();
    return {};
}

void Ladder::runRemoval(const Words &words)
{
    const std::string path = words.value(1).toStdString();
    if (words.constFirst() == QLatin1String("forget")) {
        m_endpoint->forgetObservers(m_now, path);
        return;
    }
    m_resources.remove(words.value(1));
    m_endpoint->resourceChanged(m_now, path);
}

QString Ladder::runSend(const Words &words)
{
    MessageHeader header;
    const auto type = typeOf(words.value(1));
    const auto code = codeOf(words.value(2));
    if (!type || !code)
        return QStringLiteral("no such type or code");
    header.type = *type;
    header.code = *code;
    const QString mid = valueOf(words, "mid").value_or(QString());
    if (!m_names.contains(QStringLiteral("mid ") + mid))
        m_names[QStringLiteral("mid ") + mid] = QString::number(m_nextMid++);
    header.mid = {static_cast<std::uint16_t>(m_names[QStringLiteral("mid ") + mid].toUInt())};
    if (const auto token = valueOf(words, "token")) {
        const QString known = m_names.value(QStringLiteral("token ") + *token, *token);
        header.token = Token(*fromHex(known.toStdString()));
    }
    Options options;
    if (words.value(3).startsWith(QLatin1Char('/')))
        addPath(options, words.value(3));
    for (const auto &[key, number] : kUintOptions) {
        if (const auto value = valueOf(words, key))
            options.addUint(number, value->toUInt());
    }
    if (const auto etag = valueOf(words, "etag"))
        options.add(OptionNumber::ETag, *fromHex(etag->toStdString()));
    if (const auto echo = valueOf(words, "echo"))
        options.add(OptionNumber::Echo, *fromHex(echo->toStdString()));
    for (const auto &[key, number] :
         {std::pair{"block1", OptionNumber::Block1}, std::pair{"block2", OptionNumber::Block2}}) {
        if (const auto text = valueOf(words, key)) {
            const auto block = blockOf(*text);
            if (!block)
                return QStringLiteral("bad block");
            options.addUint(number, block->toUint());
        }
    }
    if (const auto other = valueOf(words, "opt"))
        options.add(static_cast<OptionNumber>(other->section(QLatin1Char(':'), 0, 0).toUInt()),
                    *fromHex(other->section(QLatin1Char(':'), 1).toStdString()));
    m_endpoint->handleDatagram(m_now, m_peer, encode(header, options, bodyOf(words)));
    return {};
}

QString Ladder::bindOrCompare(const QString &name, const QString &actual)
{
    if (!m_names.contains(name))
        m_names[name] = actual;
    return m_names[name] == actual
               ? QString()
               : QStringLiteral("%1 is %2, not %3").arg(name, actual, m_names[name]);
}

QString Ladder::describe(const MessageView &message) const
{
    QString text = QString::fromUtf8(messageTypeName(message.type).data()) + QLatin1Char(' ') +
                   QString::fromStdString(codeDigits(message.code)) +
                   QStringLiteral(" mid=%1").arg(message.mid.value) + QStringLiteral(" token=") +
                   hexOf(message.token.view());
    for (const OptionView &option : message.options)
        text += QStringLiteral(" opt=%1:%2").arg(toNumber(option.number)).arg(hexOf(option.value));
    return text + QStringLiteral(" body of %1 bytes").arg(message.payload.size());
}

QString Ladder::compare(const Words &words, const MessageView &message)
{
    if (typeOf(words.value(1)) != message.type || codeOf(words.value(2)) != message.code)
        return QStringLiteral("other type or code");
    if (const auto mid = valueOf(words, "mid")) {
        const QString problem =
            bindOrCompare(QStringLiteral("mid ") + *mid, QString::number(message.mid.value));
        if (!problem.isEmpty())
            return problem;
    }
    if (const auto token = valueOf(words, "token")) {
        const QString actual = hexOf(message.token.view());
        if (actual != *token) {
            const QString problem = bindOrCompare(QStringLiteral("token ") + *token, actual);
            if (!problem.isEmpty())
                return problem;
        }
    }
    if (words.value(3).startsWith(QLatin1Char('/')) &&
        words.value(3).toStdString() != message.options.uriPath())
        return QStringLiteral("other path");
    for (const auto &[key, number] : kUintOptions) {
        const auto wanted = valueOf(words, key);
        const auto actual = message.options.uintValue(number);
        const bool strict = number == OptionNumber::Observe || wanted;
        // "observe=+": some value.
        if (wanted == QStringLiteral("+") ? !actual
                                          : strict && (wanted.has_value() != actual.has_value() ||
                                                       (wanted && wanted->toUInt() != *actual)))
            return QLatin1String(key) + QStringLiteral(" differs");
    }
    for (const auto &[key, number] :
         {std::pair{"block1", OptionNumber::Block1}, std::pair{"block2", OptionNumber::Block2}}) {
        const auto wanted = valueOf(words, key);
        const auto raw = message.options.first(number);
        const auto actual = raw ? usableBlock(*raw) : std::nullopt;
        if ((wanted ? blockOf(*wanted) : std::nullopt) != actual)
            return QLatin1String(key) + QStringLiteral(" differs");
    }
    if (const auto echo = valueOf(words, "echo")) {
        const auto actual = message.options.first(OptionNumber::Echo);
        if (!actual || hexOf(*actual) != *echo)
            return QStringLiteral("echo differs");
    }
    if (valueOf(words, "body") && !equalBytes(bodyOf(words), message.payload))
        return QStringLiteral("body differs");
    return {};
}

QString Ladder::runExpect(const Words &words)
{
    if (words.value(1) == QLatin1String("nothing"))
        return m_out.empty() ? QString()
                             : QStringLiteral("but: ") + describe(*decode(m_out.front()));
    if (m_out.empty())
        return QStringLiteral("nothing came out");
    const Bytes datagram = m_out.front();
    m_out.pop_front();
    const auto message = decode(datagram);
    const QString problem = compare(words, *message);
    return problem.isEmpty() ? problem : problem + QStringLiteral("; got ") + describe(*message);
}

QString Ladder::runEvent(const Words &words)
{
    if (words.value(1) == QLatin1String("nothing"))
        return m_events.empty() ? QString() : QStringLiteral("but: ") + m_events.front();
    if (m_events.empty())
        return QStringLiteral("no event");
    const QString actual = m_events.front();
    m_events.pop_front();
    QStringList wanted = words.mid(1);
    for (QString &word : wanted) {
        if (word.startsWith(QLatin1String("body=")))
            word = QStringLiteral("body=") + hexOf(bodyOf({word}));
    }
    const QStringList parts = actual.split(QLatin1Char(' '));
    for (const QString &word : wanted) {
        if (!parts.contains(word))
            return QStringLiteral("got: ") + actual;
    }
    return {};
}

void Ladder::advance(double secondsToPass, bool untilOutput)
{
    const TimePoint until = m_now + seconds(secondsToPass);
    for (;;) {
        drain();
        if (untilOutput && !m_out.empty())
            return;
        const auto next = m_endpoint->nextTimeout();
        if (!next || *next > until)
            break;
        m_now = std::max(m_now, *next);
        m_endpoint->handleTimeout(m_now);
    }
    m_now = until;
}

void Ladder::drain()
{
    while (std::optional<Output> output = m_endpoint->pollOutput())
        handle(*output);
}

void Ladder::respond(RequestId id, const std::string &path)
{
    Response response;
    const auto it = m_resources.constFind(QString::fromStdString(path));
    if (it == m_resources.constEnd()) {
        response.code = code::kNotFound;
    } else {
        response.payload = it->body;
        response.maxSzx = it->szx;
        if (it->observable)
            response.observedResource = path;
        if (!it->etag.empty())
            response.options.add(OptionNumber::ETag, it->etag);
        if (it->contentFormat)
            response.options.setUint(OptionNumber::ContentFormat, *it->contentFormat);
        if (it->maxAge)
            response.options.setUint(OptionNumber::MaxAge, *it->maxAge);
    }
    (void)m_endpoint->respond(m_now, id, std::move(response));
}

void Ladder::handle(Output &output)
{
    if (auto *out = std::get_if<Transmit>(&output)) {
        m_out.push_back(std::move(out->datagram));
    } else if (auto *request = std::get_if<RequestReceived>(&output)) {
        const std::string path = request->options.view().uriPath();
        const Resource resource = m_resources.value(QString::fromStdString(path));
        if (request->method != code::kGet && request->method != code::kFetch) {
            m_events.push_back(QStringLiteral("upload %1").arg(request->bodySize));
            Response response;
            response.code = code::kChanged;
            response.payload = resource.body;
            response.maxSzx = resource.szx;
            (void)m_endpoint->respond(m_now, request->request, std::move(response));
        } else if (resource.separate && !request->notification) {
            m_waiting.emplace_back(request->request, path);
        } else {
            respond(request->request, path);
        }
    } else if (const auto *offer = std::get_if<UploadOffered>(&output)) {
        const std::string path = offer->options.view().uriPath();
        m_upload = std::make_shared<MemorySink>(1U << 20U);
        (void)m_endpoint->acceptUpload(m_now, offer->request, m_upload, 1U << 20U,
                                       m_resources.value(QString::fromStdString(path)).szx);
    } else if (const auto *response = std::get_if<ResponseReceived>(&output)) {
        QString text = QStringLiteral("response ") +
                       QString::fromStdString(codeDigits(response->code)) +
                       QStringLiteral(" body=") + hexOf(response->payload);
        if (response->observe)
            text += QStringLiteral(" observe");
        if (response->last)
            text += QStringLiteral(" last");
        m_events.push_back(text);
    } else if (const auto *failed = std::get_if<ExchangeFailed>(&output)) {
        m_events.push_back(QStringLiteral("failed ") + reasonName(failed->reason));
    } else if (std::get_if<PongReceived>(&output)) {
        m_events.push_back(QStringLiteral("pong"));
    }
}

} // namespace copper::test
