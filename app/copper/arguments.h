// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/copper/messages.h"
#include "app/copper/verbs.h"
#include "core/base/time.h"
#include "core/coap/message.h"
#include "core/coap/transmission_parameters.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>
#include <span>

namespace copper::cli {

struct OptionRow
{
    const char *name;
    const char *value; // what the value is called in the help; null: a flag
    const char *description;
    unsigned groups; // which verbs take it
    bool built;
};

std::span<const OptionRow> optionTable();

// The arguments after the verb, read by the option table. Every getter checks its value; the first
// thing that is wrong is kept as the complaint and the getter gives its default.
class Arguments
{
public:
    Arguments(const VerbRow &verb, const QStringList &arguments);

    const std::optional<Complaint> &complaint() const { return m_complaint; }
    void complain(const Complaint &complaint)
    {
        if (!m_complaint)
            m_complaint = complaint;
    }

    QStringList positional() const { return m_parser.positionalArguments(); }
    // An option the verb does not take is one that is not there.
    bool has(const char *option) const { return !texts(option).isEmpty() || isFlagSet(option); }
    QString text(const char *option) const { return texts(option).value(0); }
    QStringList texts(const char *option) const;

    std::optional<std::uint32_t> number(const char *option, std::uint32_t least,
                                        std::uint32_t most);
    // Seconds, with a fraction; more than 0 and at most `most`.
    std::optional<Duration> duration(const char *option, double most);
    std::optional<std::uint32_t> blockSize();
    std::optional<Token> token();
    // A number or a name of the registry.
    std::optional<std::uint32_t> contentFormat(const char *option);
    std::optional<TransmissionParameters> parameters();
    // ADDR[:PORT], checked and given back as written.
    QString bindAddress();
    // ADDR[:PORT], each a multicast address.
    QStringList groups();
    // A coap URI that this program can reach.
    void checkUri(const QString &uri);

private:
    bool isFlagSet(const char *option) const;
    void declareOptions();
    const VerbRow &m_verb;
    QCommandLineParser m_parser;
    QStringList m_declared;
    std::optional<Complaint> m_complaint;
};

// "192.0.2.1", "192.0.2.1:5683", "fe80::1%3", "[fe80::1]:5683". Nothing for anything else.
std::optional<SocketAddress> parseAddressAndPort(const QString &text);

} // namespace copper::cli
