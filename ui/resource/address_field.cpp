// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/address_field.h"

#include "core/coap/uri.h"
#include "core/domain/resource_uri.h"
#include "ui/text/collection_text.h"
#include "ui/text/command_import.h"
#include "ui/text/failure_text.h"
#include "ui/widgets/plain_text.h"

#include <QApplication>
#include <QClipboard>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStringListModel>
#include <QStyle>

namespace copper {

AddressField::AddressField(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QLineEdit(parent), m_theme(theme), m_workspace(workspace), m_known(new QStringListModel(this))
{
    setObjectName(QStringLiteral("addressField"));
    setAccessibleName(tr("Address of the resource"));
    setPlaceholderText(QStringLiteral("coap://192.168.1.7/sensors/temp"));
    setMaxLength(8192);
    setFont(theme.font(TextRole::Mono));
    auto *completer = new QCompleter(m_known, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(12);
    setCompleter(completer);
    connect(&theme, &Theme::changed, this, [this] { setFont(m_theme.font(TextRole::Mono)); });
    connect(this, &QLineEdit::textChanged, this, &AddressField::placeName);
    connect(this, &QLineEdit::textEdited, this, &AddressField::takeEdit);
    connect(&workspace.devices(), &DeviceRegistry::deviceChanged, this, &AddressField::placeName);
    connect(&workspace.devices(), &DeviceRegistry::deviceAdded, this, &AddressField::placeName);
}

QString AddressField::source() const
{
    const QString typed = text().trimmed();
    const bool whole = typed.isEmpty() || typed.contains(QLatin1String("://")) ||
                       typed.startsWith(QLatin1String("{{"));
    return whole ? typed : QStringLiteral("coap://") + typed;
}

QString AddressField::address() const
{
    const QString written = source();
    const auto expanded =
        m_expander ? m_expander(written) : Result<QString, VariableFault>(written);
    return expanded ? *expanded : written;
}

QString AddressField::problem() const
{
    const QString uri = address();
    if (uri.isEmpty())
        return tr("Type an address like coap://192.168.1.7/sensors/temp, or choose a resource on "
                  "the left.");
    if (m_expander) {
        if (const auto expanded = m_expander(source()); !expanded)
            return variableFaultText(expanded.error());
    }
    const auto parsed = parseUri(uri.toStdString());
    if (!parsed)
        return uriErrorText(parsed.error().fault) + QLatin1Char('.');
    if (parsed->scheme != UriScheme::Coap && parsed->scheme != UriScheme::Coaps) {
        const Explanation why = explain(FailureKind::UnsupportedScheme);
        return why.sentence + QLatin1Char(' ') + why.hint;
    }
    return {};
}

void AddressField::setInvalid(bool invalid)
{
    if (property("invalid").toBool() == invalid)
        return;
    setProperty("invalid", invalid);
    style()->unpolish(this);
    style()->polish(this);
}

QString AddressField::deviceName() const
{
    const Device *device = m_workspace.devices().deviceAt(address());
    if (device == nullptr || device->name() == device->addressText())
        return {};
    return copper::displayText(device->name(), 60);
}

void AddressField::placeName()
{
    const QString name = deviceName();
    const int width =
        name.isEmpty() ? 0
                       : QFontMetrics(m_theme.font(TextRole::Small)).horizontalAdvance(name) + 12;
    setTextMargins(0, 0, width, 0);
    update();
}

// The menu's Paste and a drop come without a key.
void AddressField::takeEdit(const QString &text)
{
    const bool pasted = text.size() > m_lastLength + 1;
    m_lastLength = text.size();
    if (pasted && looksLikeCommand(text)) {
        clear();
        Q_EMIT commandPasted(text);
    }
}

void AddressField::keyPressEvent(QKeyEvent *event)
{
    // Before it is one line of at most so many characters.
    if (event->matches(QKeySequence::Paste)) {
        const QString pasted = QApplication::clipboard()->text();
        if (looksLikeCommand(pasted)) {
            Q_EMIT commandPasted(pasted);
            return;
        }
    }
    m_lastLength = text().size();
    QLineEdit::keyPressEvent(event);
}

void AddressField::focusInEvent(QFocusEvent *event)
{
    QStringList known;
    for (const Device &device : m_workspace.devices().devices()) {
        for (const ResourceLink &link : device.links) {
            if (known.size() >= kMaxCompletions)
                break; // each link is made when it is asked for
            known << resourceUri(device.baseUri(), link);
        }
    }
    if (known != m_known->stringList())
        m_known->setStringList(known);
    QLineEdit::focusInEvent(event);
}

void AddressField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    const QString name = deviceName();
    if (name.isEmpty())
        return;
    QPainter painter(this);
    drawElided(&painter, QRectF(rect()).adjusted(0, 0, -10, 0), name, m_theme.font(TextRole::Small),
               m_theme.color(Tone::Text3), Qt::AlignRight);
}

} // namespace copper
