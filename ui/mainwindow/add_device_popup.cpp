// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/add_device_popup.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/scrim.h"
#include "ui/widgets/toggle_button.h"

#include <QApplication>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace copper {

namespace {
constexpr int kShadow_px = 20;
constexpr int kWidth_px = 380;
} // namespace

QString addErrorSentence(DeviceRegistry::AddError error)
{
    switch (error) {
    case DeviceRegistry::AddError::InvalidUri:
        return AddDevicePopup::tr(
            "This is no address. Write one like coap://192.168.20.40 or coap://[fe80::1%eth0]:5683.");
    case DeviceRegistry::AddError::UnsupportedScheme:
        return AddDevicePopup::tr(
            "Only coap:// is spoken so far. Write coap:// and the address.");
    case DeviceRegistry::AddError::LimitReached:
        return AddDevicePopup::tr(
            "There are as many devices as the list can hold. Remove some first.");
    }
    return {};
}

QString withScheme(const QString &typed)
{
    const QString text = typed.trimmed();
    if (text.isEmpty() || text.contains(QLatin1String("://")))
        return text;
    // A bare IPv6 address has at least two colons and needs its brackets.
    if (text.count(QLatin1Char(':')) > 1 && !text.startsWith(QLatin1Char('[')))
        return QStringLiteral("coap://[") + text + QLatin1Char(']');
    return QStringLiteral("coap://") + text;
}

AddDevicePopup::AddDevicePopup(const Theme &theme, Workspace &workspace, QWidget *window)
    : QWidget(window), m_theme(theme), m_workspace(workspace), m_address(new QLineEdit(this)),
      m_name(new QLineEdit(this)), m_add(new QPushButton(tr("Add"), this)),
      m_message(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, this))
{
    setObjectName(QStringLiteral("addDevicePopup"));
    hide();
    m_address->setObjectName(QStringLiteral("addDeviceAddress"));
    m_address->setPlaceholderText(QStringLiteral("coap://192.168.20.40"));
    m_address->setAccessibleName(tr("Address of the device"));
    m_address->setFont(theme.font(TextRole::Mono));
    m_name->setObjectName(QStringLiteral("addDeviceName"));
    m_name->setPlaceholderText(tr("Name (optional)"));
    m_name->setAccessibleName(tr("Name of the device"));
    m_add->setProperty("primary", true);
    m_add->setObjectName(QStringLiteral("addDeviceButton"));
    describe(m_add, tr("Add the device and ask for its resources"), QKeySequence(Qt::Key_Return));
    m_message->setWordWrap(true);
    m_message->hide();
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(kShadow_px + 12, 12, kShadow_px + 12, kShadow_px + 14);
    layout->setSpacing(8);
    layout->addWidget(new PlainLabel(theme, tr("Address, name or full URI"), TextRole::Small,
                                     Tone::Text2, this),
                      0, 0, 1, 2);
    layout->addWidget(m_address, 1, 0, 1, 2);
    layout->addWidget(m_name, 2, 0);
    layout->addWidget(m_add, 2, 1);
    layout->addWidget(m_message, 3, 0, 1, 2);
    connect(m_add, &QPushButton::clicked, this, &AddDevicePopup::add);
    connect(m_address, &QLineEdit::returnPressed, this, &AddDevicePopup::add);
    connect(m_name, &QLineEdit::returnPressed, this, &AddDevicePopup::add);
    connect(m_address, &QLineEdit::textEdited, this, [this] {
        m_message->hide();
        adjustSize();
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void AddDevicePopup::openBelow(const QWidget *anchor)
{
    m_message->hide();
    setFixedWidth(kWidth_px + 2 * kShadow_px);
    adjustSize();
    const QPoint below = anchor->mapTo(parentWidget(), QPoint(0, anchor->height() + 4));
    move(std::max(0, below.x() - kShadow_px), below.y());
    show();
    raise();
    m_address->selectAll();
    m_address->setFocus(Qt::PopupFocusReason);
    qApp->installEventFilter(this);
}

void AddDevicePopup::add()
{
    const auto id = m_workspace.addDevice(withScheme(m_address->text()), m_name->text().trimmed());
    if (!id) {
        m_message->setText(addErrorSentence(id.error()));
        m_message->show();
        adjustSize();
        m_address->setFocus();
        return;
    }
    hide();
    qApp->removeEventFilter(this);
    m_address->clear();
    m_name->clear();
    Q_EMIT deviceAdded(*id);
}

void AddDevicePopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        qApp->removeEventFilter(this);
        parentWidget()->setFocus();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool AddDevicePopup::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress && isVisible()) {
        const auto *widget = qobject_cast<QWidget *>(watched);
        if (widget != nullptr && widget != this && !isAncestorOf(widget)
            && widget->window() == window()) {
            hide();
            qApp->removeEventFilter(this);
        }
    }
    return QWidget::eventFilter(watched, event);
}

void AddDevicePopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRectF box = QRectF(rect()).adjusted(kShadow_px + 0.5, 0.5, -kShadow_px - 0.5,
                                               -kShadow_px - 0.5);
    paintPopupShadow(&painter, box, 6);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Tone::BorderControl));
    painter.setBrush(m_theme.color(Tone::Raised));
    painter.drawRoundedRect(box, 6, 6);
}

} // namespace copper
