// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/shell_words.h"

#include <algorithm>

namespace copper {

namespace {

bool isPlain(QChar c)
{
    const char16_t u = c.unicode();
    return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') ||
           QStringLiteral("-_./:=%@,+").contains(c);
}

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\t') || c == QLatin1Char('\r');
}

class Splitter
{
public:
    explicit Splitter(const QString &text) : m_text(text) {}

    Result<ShellLine, ShellFault> run()
    {
        if (m_text.size() > kMaxCommandText)
            return failure(ShellFault::TooLong);
        while (m_at < m_text.size() && !m_over) {
            if (!step())
                return failure(ShellFault::UnclosedQuote);
            if (m_line.words.size() > kMaxCommandWords)
                return failure(ShellFault::TooManyWords);
        }
        endWord();
        return std::move(m_line);
    }

private:
    QChar peek(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
    }

    // False: a quote that is not closed.
    bool step()
    {
        const QChar c = m_text.at(m_at);
        switch (c.unicode()) {
        case u'\'':
            return singleQuoted();
        case u'"':
            return doubleQuoted();
        case u'\\':
            backslash();
            return true;
        case u'$':
            return dollar(true);
        case u'\n':
            endWord();
            ++m_at;
            // A pasted line may begin with an empty one.
            m_over = !m_line.words.isEmpty();
            if (m_over && !m_text.mid(m_at).trimmed().isEmpty())
                m_line.leftOut << m_text.mid(m_at).trimmed().left(80);
            return true;
        case u'|':
        case u';':
        case u'&':
        case u'<':
        case u'>':
            endWord();
            m_line.leftOut << m_text.mid(m_at).section(QLatin1Char('\n'), 0, 0).trimmed().left(80);
            m_over = true;
            return true;
        case u'#':
            if (!m_inWord) {
                m_over = true;
                return true;
            }
            break;
        default:
            break;
        }
        if (isBlank(c))
            endWord();
        else
            put(c);
        ++m_at;
        return true;
    }

    void put(QChar c)
    {
        m_word += c;
        m_inWord = true;
    }

    void endWord()
    {
        if (m_inWord)
            m_line.words << m_word;
        m_word.clear();
        m_inWord = false;
    }

    bool singleQuoted()
    {
        const qsizetype end = m_text.indexOf(QLatin1Char('\''), m_at + 1);
        if (end < 0)
            return false;
        m_word += QStringView(m_text).mid(m_at + 1, end - m_at - 1);
        m_inWord = true;
        m_at = end + 1;
        return true;
    }

    bool doubleQuoted()
    {
        m_inWord = true;
        for (++m_at; m_at < m_text.size();) {
            const QChar c = m_text.at(m_at);
            if (c == QLatin1Char('"')) {
                ++m_at;
                return true;
            }
            if (c == QLatin1Char('$')) {
                if (!dollar(false))
                    return false;
                continue;
            }
            if (c == QLatin1Char('\\') && m_at + 1 < m_text.size()) {
                const QChar next = peek(1);
                if (next == QLatin1Char('\n')) {
                    m_at += 2;
                    continue;
                }
                if (QStringLiteral("\"\\$`").contains(next)) {
                    put(next);
                    m_at += 2;
                    continue;
                }
            }
            put(c);
            ++m_at;
        }
        return false;
    }

    void backslash()
    {
        if (m_at + 1 >= m_text.size()) {
            put(m_text.at(m_at++));
            return;
        }
        // At the end of a line it goes on in the next, also where that came from Windows.
        const bool carriage = peek(1) == QLatin1Char('\r') && peek(2) == QLatin1Char('\n');
        if (peek(1) == QLatin1Char('\n') || carriage) {
            m_at += carriage ? 3 : 2;
            return;
        }
        put(peek(1));
        m_at += 2;
    }

    bool dollar(bool unquoted)
    {
        if (unquoted && peek(1) == QLatin1Char('\''))
            return ansiQuoted();
        qsizetype end = m_at + 1;
        if (peek(1) == QLatin1Char('{') || peek(1) == QLatin1Char('(')) {
            const QChar close = QLatin1Char(peek(1) == QLatin1Char('{') ? '}' : ')');
            const qsizetype found = m_text.indexOf(close, end);
            end = found < 0 ? end + 1 : found + 1;
        } else {
            while (end < m_text.size() &&
                   (m_text.at(end).isLetterOrNumber() || m_text.at(end) == QLatin1Char('_')))
                ++end;
        }
        const QString written = m_text.mid(m_at, end - m_at);
        if (written.size() > 1)
            m_line.leftOut << written.left(80);
        m_word += written;
        m_inWord = true;
        m_at = end;
        return true;
    }

    bool ansiQuoted()
    {
        m_inWord = true;
        for (m_at += 2; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (c == QLatin1Char('\'')) {
                ++m_at;
                return true;
            }
            if (c != QLatin1Char('\\') || m_at + 1 >= m_text.size()) {
                put(c);
                continue;
            }
            ++m_at;
            escape(m_text.at(m_at));
        }
        return false;
    }

    void escape(QChar c)
    {
        static const QString names = QStringLiteral("abefnrtv\\'\"?");
        static const QString values = QStringLiteral("\a\b\x1b\f\n\r\t\v\\'\"?");
        if (c == QLatin1Char('x') || c == QLatin1Char('u')) {
            const qsizetype most = c == QLatin1Char('x') ? 2 : 4;
            qsizetype digits = 0;
            while (digits < most && isHexDigit(peek(1 + digits)))
                ++digits;
            if (digits > 0) {
                put(QChar(m_text.mid(m_at + 1, digits).toUShort(nullptr, 16)));
                m_at += digits;
                return;
            }
        }
        const qsizetype place = names.indexOf(c);
        if (place < 0)
            put(QLatin1Char('\\'));
        put(place < 0 ? c : values.at(place));
    }

    static bool isHexDigit(QChar c)
    {
        return QStringLiteral("0123456789abcdefABCDEF").contains(c) && !c.isNull();
    }

    const QString &m_text;
    qsizetype m_at = 0;
    QString m_word;
    bool m_inWord = false;
    bool m_over = false;
    ShellLine m_line;
};

} // namespace

Result<ShellLine, ShellFault> splitShellLine(const QString &text)
{
    return Splitter(text).run();
}

QString shellWord(const QString &text)
{
    if (!text.isEmpty() && std::all_of(text.begin(), text.end(), isPlain))
        return text;
    QString quoted = text;
    quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + quoted + QLatin1Char('\'');
}

} // namespace copper
