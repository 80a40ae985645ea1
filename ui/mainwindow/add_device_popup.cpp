// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/add_device_popup.h"

#include "ui/text/failure_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace copper {

namespace {
constexpr int kWidth_px = 380;
} // namespace

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
    : Popup(theme, window, kWidth_px), m_workspace(workspace), m_address(new QLineEdit(body())),
      m_name(new QLineEdit(body())), m_add(new QPushButton(tr("Add"), body())),
      m_message(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, body()))
{
    setObjectName(QStringLiteral("addDevicePopup"));
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
    auto *layout = new QGridLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new PlainLabel(theme, tr("Address, name or full URI"), TextRole::Small,
                                     Tone::Text2, body()),
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
        refit();
    });
}

void AddDevicePopup::open(QWidget *anchor)
{
    m_message->hide();
    m_address->selectAll();
    openBelow(anchor, m_address);
}

void AddDevicePopup::add()
{
    const auto id = m_workspace.addDevice(withScheme(m_address->text()), m_name->text().trimmed());
    if (!id) {
        m_message->setText(addErrorText(id.error()));
        m_message->show();
        refit();
        m_address->setFocus();
        return;
    }
    closePopup();
    m_address->clear();
    m_name->clear();
    Q_EMIT deviceAdded(*id);
}

} // namespace copper
