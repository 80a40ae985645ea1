// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/command_words.h"

#include <QRegularExpression>

namespace copper {

namespace {

using TakesValue = std::function<std::optional<bool>(const QString &)>;

class FlagReader
{
public:
    FlagReader(const QStringList &words, FlagStyle style, const TakesValue &takesValue)
        : m_words(words), m_style(style), m_takesValue(takesValue)
    {}

    FlagWords run()
    {
        for (; m_at < m_words.size(); ++m_at) {
            const QString &word = m_words.at(m_at);
            if (m_onlyOthers || !word.startsWith(QLatin1Char('-')) || word.size() == 1)
                m_result.others << word;
            else if (word == QLatin1String("--"))
                m_onlyOthers = true;
            else if (word.startsWith(QLatin1String("--")))
                longFlag(word.mid(2));
            else if (m_style == FlagStyle::QtLong)
                longFlag(word.mid(1));
            else
                shortFlags(word);
        }
        return std::move(m_result);
    }

private:
    void add(const QString &name, const QString &written, const QString &value)
    {
        m_result.flags.push_back({name, written, value});
    }

    void addWithNext(const QString &name, const QString &written)
    {
        if (m_at + 1 >= m_words.size())
            m_result.withoutValue = written;
        else
            add(name, written, m_words.at(++m_at));
    }

    void longFlag(const QString &text)
    {
        const QString name = text.section(QLatin1Char('='), 0, 0);
        const QString written = QStringLiteral("--") + name;
        if (text.contains(QLatin1Char('=')))
            add(name, written, text.section(QLatin1Char('='), 1));
        else if (m_takesValue(name).value_or(false))
            addWithNext(name, written);
        else
            add(name, written, {});
    }

    void shortFlags(const QString &word)
    {
        for (qsizetype i = 1; i < word.size(); ++i) {
            const QString name = word.mid(i, 1);
            const QString written = QLatin1Char('-') + name;
            if (!m_takesValue(name).value_or(false)) {
                add(name, written, {});
                continue;
            }
            if (i + 1 < word.size())
                add(name, written, word.mid(i + 1));
            else
                addWithNext(name, written);
            return;
        }
    }

    const QStringList &m_words;
    FlagStyle m_style;
    const TakesValue &m_takesValue;
    qsizetype m_at = 0;
    bool m_onlyOthers = false;
    FlagWords m_result;
};

bool isPrompt(const QString &word)
{
    return word == QLatin1String("$") || word == QLatin1String("%") || word == QLatin1String(">") ||
           word == QLatin1String("sudo") || word == QLatin1String("time") ||
           word == QLatin1String("exec");
}

} // namespace

std::optional<FoundProgram> findProgram(const QStringList &words)
{
    static const QRegularExpression assignment(QStringLiteral("^[A-Za-z_][A-Za-z0-9_]*="));
    static const QRegularExpression python(QStringLiteral("^python[0-9.]*$"));
    qsizetype at = 0;
    while (at < words.size() &&
           (isPrompt(words.at(at)) || assignment.match(words.at(at)).hasMatch()))
        ++at;
    if (at >= words.size())
        return std::nullopt;
    QString name = words.at(at).section(QLatin1Char('/'), -1);
    if (name == QLatin1String("copper"))
        return FoundProgram{ClientTool::Copper, at + 1};
    if (name == QLatin1String("coap-client") || name.startsWith(QLatin1String("coap-client-")))
        return FoundProgram{ClientTool::CoapClient, at + 1};
    if (name == QLatin1String("aiocoap-client"))
        return FoundProgram{ClientTool::Aiocoap, at + 1};
    if (python.match(name).hasMatch() && words.value(at + 1) == QLatin1String("-m") &&
        words.value(at + 2) == QLatin1String("aiocoap.cli.client"))
        return FoundProgram{ClientTool::Aiocoap, at + 3};
    return std::nullopt;
}

FlagWords readFlagWords(const QStringList &words, FlagStyle style, const TakesValue &takesValue)
{
    return FlagReader(words, style, takesValue).run();
}

} // namespace copper
