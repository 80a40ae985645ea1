// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/filter_completer.h"

#include "ui/models/device_query.h"
#include "ui/text/plain_text.h"

#include <QElapsedTimer>
#include <QLineEdit>

#include <set>

namespace copper {

namespace {

constexpr qsizetype kKeyFrom = 2; // letters, before a key is offered
constexpr qsizetype kLongestOffer = 60;

// Values that begin like what was typed, each once, until there are enough or time is up.
class Values
{
public:
    explicit Values(const QString &begin) : m_begin(begin) { m_clock.start(); }
    bool isDone() const
    {
        return m_found.size() >= static_cast<std::size_t>(FilterCompleter::kMaxOffers) ||
               m_clock.elapsed() >= FilterCompleter::kSearch_ms;
    }
    void add(const QString &value)
    {
        if (!value.isEmpty() && value.size() <= kLongestOffer && value == displayText(value) &&
            !value.contains(QLatin1Char('"')) && value.startsWith(m_begin, Qt::CaseInsensitive) &&
            !isDone())
            m_found.insert(value);
    }
    void addWords(const QString &list)
    {
        const QStringList words = list.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const QString &word : words)
            add(word);
    }
    QStringList all() const
    {
        QStringList list;
        for (const QString &value : m_found)
            list << value;
        return list;
    }

private:
    QString m_begin;
    QElapsedTimer m_clock;
    std::set<QString> m_found;
};

} // namespace

FilterCompleter::FilterCompleter(Workspace &workspace, QLineEdit *field)
    : QObject(field), m_workspace(workspace), m_field(field)
{
    m_completer.setModel(&m_offers);
    m_completer.setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer.setWidget(field);
    connect(field, &QLineEdit::textEdited, this, &FilterCompleter::edited);
    connect(&m_completer, QOverload<const QString &>::of(&QCompleter::activated), this,
            &FilterCompleter::take);
}

QString FilterCompleter::wordAtCursor() const
{
    const QString before = m_field->text().left(m_field->cursorPosition());
    return before.mid(before.lastIndexOf(QLatin1Char(' ')) + 1);
}

QStringList FilterCompleter::offers(const QString &word) const
{
    const bool negated = word.startsWith(QLatin1Char('-'));
    const QString bare = negated ? word.mid(1) : word;
    const QString sign = negated ? QStringLiteral("-") : QString();
    QStringList list;
    const QStringList keys = deviceQueryKeys();
    for (const QString &key : keys) {
        if (bare.startsWith(key, Qt::CaseInsensitive)) {
            const QStringList values = valuesOf(key, bare.mid(key.size()));
            for (const QString &value : values) {
                if (value.compare(bare.mid(key.size()), Qt::CaseInsensitive) != 0)
                    list << sign + key +
                                (value.contains(QLatin1Char(' '))
                                     ? QLatin1Char('"') + value + QLatin1Char('"')
                                     : value);
            }
        } else if (bare.size() >= kKeyFrom && key.startsWith(bare, Qt::CaseInsensitive)) {
            list << sign + key;
        }
    }
    return list;
}

QStringList FilterCompleter::valuesOf(const QString &key, const QString &begin) const
{
    QStringList fixed;
    const QStringList choices = deviceQueryValues(key);
    for (const QString &value : choices) {
        if (value.startsWith(begin, Qt::CaseInsensitive))
            fixed << value;
    }
    if (!choices.isEmpty())
        return fixed;
    Values values(begin);
    for (const Device &device : m_workspace.devices().devices()) {
        if (values.isDone())
            break;
        if (key == QLatin1String("tag:")) {
            for (const QString &tag : device.tags)
                values.add(tag);
        } else if (key == QLatin1String("group:")) {
            for (const QString &group : device.groups)
                values.add(group);
        } else if (key == QLatin1String("net:")) {
            values.add(device.networkName);
        } else if (key == QLatin1String("name:")) {
            values.add(device.name());
        } else if (key == QLatin1String("addr:")) {
            values.add(device.addressText());
        } else if (key == QLatin1String("rt:") || key == QLatin1String("if:")) {
            ResourceList::TextId last = 0;
            for (std::size_t i = 0; i < device.links.size() && !values.isDone(); ++i) {
                const ResourceList::Texts texts = device.links.texts(i);
                const bool isType = key == QLatin1String("rt:");
                const ResourceList::TextId id = isType ? texts.rt : texts.interfaceDescription;
                if (std::exchange(last, id) != id)
                    values.addWords(isType ? device.links.rt(i)
                                           : device.links.interfaceDescription(i));
            }
        }
    }
    return values.all();
}

void FilterCompleter::edited()
{
    const QStringList list = offers(wordAtCursor());
    if (list.isEmpty()) {
        m_completer.popup()->hide();
        return;
    }
    m_offers.setStringList(list);
    m_completer.complete();
}

void FilterCompleter::take(const QString &offer)
{
    const QString word = wordAtCursor();
    const int end = m_field->cursorPosition();
    QString text = m_field->text();
    const auto begin = end - static_cast<int>(word.size());
    text.replace(begin, word.size(), offer);
    m_field->setText(text);
    m_field->setCursorPosition(begin + static_cast<int>(offer.size()));
    // Behind a key its values are next.
    if (offer.endsWith(QLatin1Char(':')))
        edited();
}

} // namespace copper
