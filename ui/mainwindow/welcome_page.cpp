// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/welcome_page.h"

#include "ui/mainwindow/add_device_popup.h"
#include "ui/text/failure_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/key_cap.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QIcon>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kMostInterfacesShown = 3;
constexpr int kFieldLines = 27;

struct Node
{
    qreal x; // from the middle, px
    qreal y; // below the horizon, px
};
constexpr std::array<Node, 6> kNodes{
    {{-321, 39}, {-244, 82}, {-35, 27}, {238, 56}, {218, 115}, {363, 33}}};

QColor mixed(const QColor &a, const QColor &b, float share)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * share,
                            a.greenF() + (b.greenF() - a.greenF()) * share,
                            a.blueF() + (b.blueF() - a.blueF()) * share);
}

// The icon on its tinted square.
class CardIcon final : public QWidget
{
public:
    CardIcon(const Theme &theme, QString icon, QWidget *parent)
        : QWidget(parent), m_theme(theme), m_icon(std::move(icon))
    {
        setFixedSize(32, 32);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Tone::CopperTint));
        painter.drawRoundedRect(QRectF(rect()), 5, 5);
        m_theme.paintIcon(&painter, QRectF(6, 6, 20, 20), m_icon, Tone::Copper);
    }

private:
    const Theme &m_theme;
    QString m_icon;
};

} // namespace

WelcomePage::WelcomePage(const Theme &theme, Workspace &workspace, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_workspace(workspace),
      m_discovery(workspace.discoveryChoice())
{
    setObjectName(QStringLiteral("welcomePage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 46, 24, 0);
    layout->setSpacing(0);
    auto *picture = new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, this);
    picture->setPixmap(QIcon(QStringLiteral(":/copperfield/copperfield.svg"))
                           .pixmap(QSize(64, 64), devicePixelRatioF()));
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    layout->addSpacing(18);
    auto *title =
        new PlainLabel(theme, tr("What is on your network?"), TextRole::Display, Tone::Text, this);
    title->setAlignment(Qt::AlignCenter);
    layout->addWidget(title);
    layout->addSpacing(6);
    auto *line = new PlainLabel(
        theme,
        tr("Find CoAP devices, read and chart what they measure, update them, and see every "
           "message."),
        TextRole::Body, Tone::Text2, this);
    line->setAlignment(Qt::AlignCenter);
    line->setWordWrap(true);
    layout->addWidget(line);
    layout->addSpacing(28);
    makeDiscoverCard();
    makeAddCard();
    makeDemoCard();
    auto *cards = new QHBoxLayout;
    cards->setSpacing(16);
    cards->addStretch(1);
    for (Card *card : std::as_const(m_cards))
        cards->addWidget(card, 100);
    cards->addStretch(1);
    layout->addLayout(cards);
    layout->addStretch(1);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(&m_discovery, &DiscoveryChoice::changed, this, &WelcomePage::fillInterfaces);
    fillInterfaces();
}

WelcomePage::CardParts WelcomePage::makeCard(const QString &icon, const QString &title,
                                             const QString &text, const QString &buttonText,
                                             const QKeySequence &keys, bool primary)
{
    CardParts parts{};
    parts.card = new Card(m_theme, this);
    parts.card->setMinimumHeight(226);
    parts.card->setMinimumWidth(210);
    parts.card->setMaximumWidth(300);
    parts.card->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_cards.append(parts.card);
    auto *layout = new QVBoxLayout(parts.card);
    layout->setContentsMargins(16, 16, 16, 14);
    layout->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(new CardIcon(m_theme, icon, parts.card));
    auto *heading = new PlainLabel(m_theme, title, TextRole::Title, Tone::Text, parts.card);
    heading->setElideMode(Qt::ElideRight);
    head->addWidget(heading, 1);
    layout->addLayout(head);
    auto *words = new PlainLabel(m_theme, text, TextRole::Body, Tone::Text2, parts.card);
    words->setWordWrap(true);
    layout->addWidget(words);
    parts.body = new QVBoxLayout;
    parts.body->setSpacing(6);
    layout->addLayout(parts.body);
    layout->addStretch(1);
    auto *foot = new QHBoxLayout;
    parts.button =
        new QPushButton(primary ? m_theme.fixedIcon(icon, Tone::OnCopper) : m_theme.icon(icon),
                        buttonText, parts.card);
    parts.button->setProperty("primary", primary);
    describe(parts.button, title, keys);
    foot->addWidget(parts.button);
    foot->addStretch(1);
    foot->addWidget(new KeyCap(m_theme, keys.toString(QKeySequence::NativeText), parts.card));
    layout->addLayout(foot);
    return parts;
}

void WelcomePage::makeDiscoverCard()
{
    const CardParts parts = makeCard(QStringLiteral("discover"), tr("Discover this network"),
                                     tr("Asks every device at once by multicast. It only reads."),
                                     tr("Discover"), QKeySequence(Qt::CTRL | Qt::Key_D), true);
    m_interfaceList = parts.body;
    m_discoverButton = parts.button;
    m_discoverButton->setObjectName(QStringLiteral("welcomeDiscover"));
    connect(m_discoverButton, &QPushButton::clicked, this, &WelcomePage::discoverClicked);
}

void WelcomePage::makeAddCard()
{
    const CardParts parts =
        makeCard(QStringLiteral("add"), tr("Add a device"), tr("By address, name or full URI."),
                 tr("Add"), QKeySequence(Qt::CTRL | Qt::Key_N), false);
    m_address = new QLineEdit(parts.card);
    m_address->setObjectName(QStringLiteral("welcomeAddress"));
    m_address->setPlaceholderText(QStringLiteral("coap://192.168.20.40"));
    m_address->setFont(m_theme.font(TextRole::Mono));
    m_address->setAccessibleName(tr("Address of the device"));
    parts.body->addWidget(m_address);
    m_addMessage = new PlainLabel(m_theme, QString(), TextRole::Small, Tone::Error, parts.card);
    m_addMessage->setObjectName(QStringLiteral("welcomeAddMessage"));
    m_addMessage->setWordWrap(true);
    parts.body->addWidget(m_addMessage);
    parts.button->setObjectName(QStringLiteral("welcomeAdd"));
    connect(parts.button, &QPushButton::clicked, this, &WelcomePage::addDevice);
    connect(m_address, &QLineEdit::returnPressed, this, &WelcomePage::addDevice);
    connect(m_address, &QLineEdit::textEdited, m_addMessage, &QLabel::clear);
}

void WelcomePage::makeDemoCard()
{
    const CardParts parts =
        makeCard(QStringLiteral("play"), tr("Start the demo network"),
                 tr("Six virtual boards on this computer: a greenhouse, a lamp, a meter and more. "
                    "Real messages, nothing leaves the machine."),
                 tr("Start demo"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), false);
    m_demoButton = parts.button;
    m_demoButton->setObjectName(QStringLiteral("welcomeDemo"));
    m_demoMessage = new PlainLabel(m_theme, QStringLiteral("127.0.0.11 \u2013 127.0.0.16"),
                                   TextRole::MonoSmall, Tone::Text2, parts.card);
    m_demoMessage->setWordWrap(true);
    parts.body->addWidget(m_demoMessage);
    connect(m_demoButton, &QPushButton::clicked, this, &WelcomePage::demoClicked);
}

void WelcomePage::fillInterfaces()
{
    while (QLayoutItem *item = m_interfaceList->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const QStringList names = m_discovery.usableInterfaces();
    QWidget *card = m_cards.first();
    for (const QString &name : names.mid(0, kMostInterfacesShown)) {
        auto *box = new QCheckBox(displayText(name, 32), card);
        box->setChecked(m_discovery.isChosen(name));
        box->setFont(m_theme.font(TextRole::Body));
        connect(box, &QCheckBox::toggled, this,
                [this, name](bool on) { m_discovery.choose(name, on); });
        m_interfaceList->addWidget(box);
    }
    QString more;
    if (names.isEmpty())
        more = tr("No network interface can send to a group. Connect one; it appears here.");
    else if (names.size() > kMostInterfacesShown)
        more = tr("%n more in the menu beside Discover", nullptr,
                  static_cast<int>(names.size() - kMostInterfacesShown));
    if (!more.isEmpty()) {
        auto *label = new PlainLabel(m_theme, more, TextRole::Small, Tone::Text3, card);
        label->setWordWrap(true);
        m_interfaceList->addWidget(label);
    }
    m_discoverButton->setEnabled(m_discovery.canDiscover());
}

void WelcomePage::addDevice()
{
    const auto id = m_workspace.addDevice(withScheme(m_address->text()));
    if (!id) {
        m_addMessage->setText(addErrorText(id.error()));
        m_address->setFocus();
        return;
    }
    m_address->clear();
    m_addMessage->clear();
}

void WelcomePage::setDemoMessage(const QString &sentence, bool error)
{
    m_demoMessage->setRole(sentence.isEmpty() ? TextRole::MonoSmall : TextRole::Small);
    m_demoMessage->setTone(error ? Tone::Error : Tone::Text2);
    m_demoMessage->setText(sentence.isEmpty() ? QStringLiteral("127.0.0.11 \u2013 127.0.0.16")
                                              : displayText(sentence));
}

void WelcomePage::setDemoAvailable(bool available)
{
    m_demoButton->setEnabled(available);
}

void WelcomePage::paintField(QPainter *painter) const
{
    int cardsBottom = 0;
    for (const Card *card : m_cards)
        cardsBottom = std::max(cardsBottom, card->geometry().bottom());
    const qreal horizon = std::max(height() * 0.8, height() - 160.0);
    if (horizon - 90 < cardsBottom)
        return; // no room left for it
    const qreal middle = std::round(width() / 2.0);
    const qreal depth = height() - horizon;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.color(Tone::Border), 1));
    for (int i = -kFieldLines / 2; i <= kFieldLines / 2; ++i) {
        // Furrows run apart towards the viewer: 13 px at the horizon, 146 px at 160 px below it.
        const qreal spread = 13 + 133 * depth / 160;
        painter->drawLine(QPointF(middle + i * 13, horizon),
                          QPointF(middle + i * spread, height()));
    }
    painter->drawLine(QPointF(0, horizon), QPointF(width(), horizon));
    QColor arc = m_theme.color(Tone::VerdigrisFill);
    painter->setBrush(Qt::NoBrush);
    for (const auto &[radius, alpha] : {std::pair{65.0, 0.6F}, std::pair{84.5, 0.35F}}) {
        arc.setAlphaF(alpha);
        painter->setPen(QPen(arc, 1.5));
        painter->drawArc(QRectF(middle - radius, horizon - 4 - radius, 2 * radius, 2 * radius), 0,
                         180 * 16);
    }
    QLinearGradient sun(0, horizon - 46, 0, horizon);
    sun.setColorAt(0,
                   mixed(m_theme.color(Tone::CopperLine), m_theme.color(Tone::CopperTint), 0.7F));
    sun.setColorAt(1, m_theme.color(Tone::CopperLine));
    painter->setPen(Qt::NoPen);
    painter->setBrush(sun);
    QPainterPath half;
    half.moveTo(middle - 44, horizon - 2);
    half.arcTo(QRectF(middle - 44, horizon - 46, 88, 88), 180, -180);
    half.closeSubpath();
    painter->drawPath(half);
    for (const Node &node : kNodes) {
        if (node.y > depth - 8)
            continue;
        const qreal radius = 3.6 + node.y / 50;
        painter->setPen(QPen(m_theme.color(Tone::VerdigrisFill), 1.3));
        painter->setBrush(m_theme.color(Tone::Chrome));
        painter->drawEllipse(QPointF(middle + node.x, horizon + node.y), radius, radius);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.color(Tone::VerdigrisFill));
        painter->drawEllipse(QPointF(middle + node.x, horizon + node.y), radius * 0.42,
                             radius * 0.42);
    }
}

void WelcomePage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Chrome));
    paintField(&painter);
}

} // namespace copper
