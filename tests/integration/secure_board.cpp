// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/secure_board.h"

namespace copper::test {

PskCredentialPtr credential(const char *identity, const char *key)
{
    return *makePskCredential(toOwned(asBytes(identity)), SecretBytes::copyOf(asBytes(key)));
}

CredentialSnapshotPtr everywhere(const char *identity, const char *key)
{
    Credential one = stored(identity, key, {"*"});
    one.id = {};
    std::vector<Credential> all;
    all.push_back(std::move(one));
    return bookOf(std::move(all));
}

Credential stored(const char *identity, const char *key, std::vector<std::string> hosts)
{
    Credential one;
    one.id = CredentialId::random();
    one.identity = toOwned(asBytes(identity));
    one.key = SecretBytes::copyOf(asBytes(key));
    for (const std::string &host : hosts)
        one.patterns.push_back(*HostPattern::parse(host));
    return one;
}

CredentialSnapshotPtr bookOf(std::vector<Credential> credentials)
{
    auto book = std::make_shared<CredentialBook>();
    for (Credential &each : credentials) {
        if (!book->add(std::move(each)))
            qFatal("a credential beyond its limits");
    }
    return book;
}

SecureBoard::SecureBoard(std::vector<std::string> profiles, std::uint16_t firstPort)
{
    BoardConfig config;
    config.device.name = "secure-1";
    config.device.profiles = std::move(profiles);
    config.keys = {credential("password", "sesame")};
    SocketAddress local;
    local.family = SocketAddress::Family::IPv4;
    local.ip = {127, 0, 0, 1};
    for (local.port = firstPort; local.port < 42'000; local.port += 2) {
        m_host = std::make_unique<BoardHost>(config, m_random);
        if (m_host->listen(local))
            return;
    }
    qFatal("no two free ports");
}

QString SecureBoard::uri(const QString &path) const
{
    return QStringLiteral("coaps://") + QString::fromStdString(toText(m_host->secureAddress())) +
           path;
}

QString SecureBoard::clearUri(const QString &path) const
{
    return QStringLiteral("coap://") + QString::fromStdString(toText(m_host->address())) + path;
}

RequestSpec getRequest(const QString &uri)
{
    RequestSpec spec;
    spec.uri = uri;
    return spec;
}

RequestSpec hasty(RequestSpec spec)
{
    TransmissionParameters parameters;
    parameters.ackTimeout = seconds(0.05);
    parameters.maxRetransmit = 2;
    spec.parameters = parameters;
    return spec;
}

} // namespace copper::test
