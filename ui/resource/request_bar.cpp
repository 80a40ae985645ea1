// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/request_bar.h"

#include "ui/resource/address_field.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr Code kMethods[] = {code::kGet,   code::kPost,  code::kPut,   code::kDelete,
                             code::kFetch, code::kPatch, code::kIPatch};
constexpr int kControl_px = 30;
constexpr int kMethodWidth_px = 84;

} // namespace

RequestBar::RequestBar(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_method(new QComboBox(this)),
      m_address(new AddressField(theme, workspace, this)),
      m_save(new IconButton(theme, QStringLiteral("favourite"), tr("Save as a named request"),
                            QKeySequence(Qt::CTRL | Qt::Key_S), this)),
      m_type(new QComboBox(this)), m_observe(new QPushButton(tr("Observe"), this)),
      m_send(new QPushButton(tr("Send"), this)),
      m_more(
          new IconButton(theme, QStringLiteral("chevron-down"), tr("More ways to send"), {}, this)),
      m_problem(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, this)),
      m_lock(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text2, this)),
      m_noKey(new QWidget(this))
{
    m_method->setObjectName(QStringLiteral("methodBox"));
    m_method->setAccessibleName(tr("Method"));
    m_method->setFixedWidth(kMethodWidth_px + 4);
    for (const Code method : kMethods)
        m_method->addItem(codeText(method), method.raw);
    const auto paintMethod = [this] {
        QPalette palette = m_method->palette();
        for (const QPalette::ColorRole role : {QPalette::ButtonText, QPalette::Text})
            palette.setColor(QPalette::Active, role, m_theme.color(Tone::Copper));
        m_method->setPalette(palette);
        m_method->setFont(m_theme.font(TextRole::MonoStrong));
    };
    paintMethod();
    connect(&theme, &Theme::changed, m_method, paintMethod);
    m_type->setObjectName(QStringLiteral("typeBox"));
    m_type->setAccessibleName(tr("Message type"));
    m_type->addItem(QStringLiteral("CON"));
    m_type->addItem(QStringLiteral("NON"));
    m_type->setItemData(0, tr("Confirmable: sent again until it is acknowledged"), Qt::ToolTipRole);
    m_type->setItemData(1, tr("Non-confirmable: sent once"), Qt::ToolTipRole);
    m_save->setObjectName(QStringLiteral("saveRequest"));
    m_save->setProperty("framed", true);
    m_observe->setObjectName(QStringLiteral("observeButton"));
    m_observe->setCheckable(true);
    m_observe->setIcon(theme.icon(QStringLiteral("observe")));
    m_send->setObjectName(QStringLiteral("sendButton"));
    m_send->setProperty("primary", true);
    m_send->setIcon(theme.fixedIcon(QStringLiteral("send"), Tone::OnCopper));
    describe(m_send, tr("Send the request"), QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_problem->setObjectName(QStringLiteral("addressProblem"));
    m_problem->setWordWrap(true);
    m_problem->hide();

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 11, 12, 11);
    column->setSpacing(6);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    m_lock->setObjectName(QStringLiteral("addressLock"));
    m_lock->hide();
    buildNoKey();
    buildMore();
    for (QWidget *widget : {static_cast<QWidget *>(m_method), static_cast<QWidget *>(m_lock),
                            static_cast<QWidget *>(m_address), static_cast<QWidget *>(m_save),
                            static_cast<QWidget *>(m_type), static_cast<QWidget *>(m_observe),
                            static_cast<QWidget *>(m_send), static_cast<QWidget *>(m_more)}) {
        widget->setFixedHeight(kControl_px);
        line->addWidget(widget, widget == m_address ? 1 : 0);
    }
    column->addLayout(line);
    column->addWidget(m_problem);
    column->addWidget(m_noKey);
    connect(&theme, &Theme::changed, this, &RequestBar::loadLock);

    connect(m_send, &QPushButton::clicked, this, &RequestBar::sendRequested);
    connect(m_observe, &QPushButton::clicked, this, &RequestBar::observeToggled);
    connect(m_save, &QToolButton::clicked, this, &RequestBar::saveRequested);
    connect(m_method, &QComboBox::currentIndexChanged, this, &RequestBar::methodChanged);
    connect(m_address, &QLineEdit::textChanged, this, [this] {
        setProblem({});
        Q_EMIT addressChanged(address());
    });
    connect(m_address, &QLineEdit::returnPressed, this, &RequestBar::sendRequested);
}

// What Send's arrow opens.
void RequestBar::buildMore()
{
    m_more->setObjectName(QStringLiteral("sendMore"));
    m_more->setProperty("framed", true);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(m_more);
    const auto add = [&](const char *name, const QString &icon, const QString &text,
                         const QKeySequence &keys, auto what) {
        // The key is the room's; here it is only named. As a shortcut it would stand beside the
        // room's own while the arrow has the focus, and neither would do anything.
        QAction *action = menu->addAction(
            m_theme.icon(icon), text + QLatin1Char('\t') + keys.toString(QKeySequence::NativeText),
            this, what);
        action->setObjectName(QLatin1String(name));
    };
    add("sendOne", QStringLiteral("send"), tr("Send the request"),
        QKeySequence(Qt::CTRL | Qt::Key_Return), &RequestBar::sendRequested);
    add("sendMany", QStringLiteral("network"), tr("Send to many devices"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Return), &RequestBar::sendToManyRequested);
    m_more->setMenu(menu);
}

void RequestBar::buildNoKey()
{
    m_noKey->setObjectName(QStringLiteral("addressNoKey"));
    auto *line = new QHBoxLayout(m_noKey);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(new PlainLabel(m_theme, tr("Reached by coaps, and no key is for this host."),
                                   TextRole::Small, Tone::Warn, m_noKey));
    auto *add = new QPushButton(tr("Add key"), m_noKey);
    add->setObjectName(QStringLiteral("addressAddKey"));
    add->setProperty("small", true);
    describe(add, tr("Add a key for this host in Security"));
    add->setIcon(m_theme.icon(QStringLiteral("key")));
    line->addWidget(add);
    line->addStretch(1);
    m_noKey->hide();
    connect(add, &QPushButton::clicked, this, &RequestBar::addKeyRequested);
}

void RequestBar::loadLock()
{
    const bool up = m_protection == Protection::SessionUp;
    m_lock->setPixmap(m_theme
                          .fixedIcon(up ? QStringLiteral("secure-up") : QStringLiteral("secure"),
                                     up                                  ? Tone::Verdigris
                                     : m_protection == Protection::NoKey ? Tone::Warn
                                                                         : Tone::Text2)
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
}

void RequestBar::setProtection(Protection protection, const QString &description)
{
    m_protection = protection;
    loadLock();
    m_lock->setVisible(protection != Protection::Clear);
    m_lock->setToolTip(description.toHtmlEscaped());
    m_lock->setAccessibleName(description);
    m_noKey->setVisible(protection == Protection::NoKey);
}

Code RequestBar::method() const
{
    return Code{static_cast<std::uint8_t>(m_method->currentData().toUInt())};
}

void RequestBar::setMethod(Code method)
{
    const int index = m_method->findData(method.raw);
    m_method->setCurrentIndex(index < 0 ? 0 : index);
}

QString RequestBar::address() const
{
    return m_address->address();
}

void RequestBar::setAddress(const QString &uri)
{
    if (m_address->text() == uri)
        return;
    m_address->setText(uri);
    m_address->setCursorPosition(0);
}

bool RequestBar::isConfirmable() const
{
    return m_type->currentIndex() == 0;
}

void RequestBar::setConfirmable(bool on)
{
    m_type->setCurrentIndex(on ? 0 : 1);
}

QWidget *RequestBar::saveButton() const
{
    return m_save;
}

bool RequestBar::check()
{
    const QString problem = m_address->problem();
    setProblem(problem);
    if (problem.isEmpty())
        return true;
    m_address->setFocus(Qt::OtherFocusReason);
    return false;
}

void RequestBar::setProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_address->setInvalid(!text.isEmpty());
}

void RequestBar::setObserving(bool on)
{
    m_observe->setChecked(on);
    m_observe->setText(on ? tr("Observing") : tr("Observe"));
    describe(m_observe, on ? tr("Stop observing") : tr("Observe: the device sends each new value"),
             QKeySequence(Qt::CTRL | Qt::Key_O));
}

} // namespace copper
