// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firmware/device_chooser.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace copper {

DeviceChooser::DeviceChooser(const Theme &look, Workspace &workspace, QWidget *window)
    : Popup(look, window, 400), m_workspace(workspace), m_list(new QListWidget(body())),
      m_uri(new QLineEdit(body())), m_add(new QPushButton(tr("Add"), body())),
      m_message(new PlainLabel(look, QString(), TextRole::Small, Tone::Error, body()))
{
    setObjectName(QStringLiteral("deviceChooser"));
    m_list->setObjectName(QStringLiteral("deviceChooserList"));
    m_list->setAccessibleName(tr("Devices to update"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFixedHeight(210);
    m_list->setPalette(look.viewPalette(Tone::Raised));
    m_list->setStyleSheet(QStringLiteral("background: transparent;"));
    m_uri->setObjectName(QStringLiteral("deviceChooserUri"));
    m_uri->setPlaceholderText(tr("Other address: coap://192.168.20.40/firmware"));
    m_uri->setAccessibleName(tr("Address of the firmware resource"));
    m_add->setObjectName(QStringLiteral("deviceChooserAdd"));
    m_add->setProperty("primary", true);
    describe(m_add, tr("Add the chosen devices to this update"));
    m_message->setWordWrap(true);
    m_message->hide();
    auto *layout = new QVBoxLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(
        new PlainLabel(look, tr("Devices to update"), TextRole::BodyStrong, Tone::Text, body()));
    layout->addWidget(m_list);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_uri, 1);
    foot->addWidget(m_add);
    layout->addLayout(foot);
    layout->addWidget(m_message);
    connect(m_list, &QListWidget::itemChanged, this, &DeviceChooser::updateButton);
    connect(m_list, &QListWidget::itemActivated, this, &DeviceChooser::add);
    connect(m_uri, &QLineEdit::textChanged, this, &DeviceChooser::updateButton);
    connect(m_uri, &QLineEdit::returnPressed, this, &DeviceChooser::add);
    connect(m_add, &QPushButton::clicked, this, &DeviceChooser::add);
}

void DeviceChooser::open(QWidget *anchor)
{
    fill();
    m_message->hide();
    openBelow(anchor, m_list->count() > 0 ? static_cast<QWidget *>(m_list) : m_uri);
}

void DeviceChooser::fill()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const QString path = m_workspace.firmware().settings().path;
    std::vector<const Device *> devices;
    for (const Device &device : m_workspace.devices().devices())
        devices.push_back(&device);
    std::stable_partition(devices.begin(), devices.end(),
                          [&](const Device *device) { return device->hasResource(path); });
    for (const Device *device : devices) {
        const bool offers = device->hasResource(path);
        QString text = displayText(device->name(), 60) + QStringLiteral("   ") +
                       displayText(device->addressText(), 60);
        if (!offers)
            text += QStringLiteral("   ") + tr("does not name %1").arg(path);
        auto *item = new QListWidgetItem(text, m_list);
        item->setSizeHint(QSize(0, theme().rowHeight(26)));
        item->setData(Qt::UserRole, device->id.value);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(offers ? Qt::Checked : Qt::Unchecked);
        item->setToolTip(toolTipText(device->baseUri() + path));
    }
    if (devices.empty()) {
        auto *item = new QListWidgetItem(tr("No device is known yet. Discover first, or write an "
                                            "address below."),
                                         m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    updateButton();
}

void DeviceChooser::updateButton()
{
    int chosen = m_uri->text().trimmed().isEmpty() ? 0 : 1;
    for (int row = 0; row < m_list->count(); ++row)
        chosen += m_list->item(row)->checkState() == Qt::Checked ? 1 : 0;
    m_add->setEnabled(chosen > 0);
    m_add->setText(chosen > 0 ? tr("Add %1").arg(chosen) : tr("Add"));
}

void DeviceChooser::add()
{
    FirmwareQueue &queue = m_workspace.firmware();
    bool full = false;
    for (int row = 0; row < m_list->count(); ++row) {
        const QListWidgetItem *item = m_list->item(row);
        if (item->checkState() != Qt::Checked)
            continue;
        const DeviceId id{item->data(Qt::UserRole).toUInt()};
        if (const Device *device = m_workspace.devices().device(id))
            full = !queue.addDevice(id, device->name(), device->baseUri()) || full;
    }
    const QString uri = m_uri->text().trimmed();
    if (!uri.isEmpty() && !queue.addUri(uri)) {
        m_message->setText(tr("This is no address. Write one like coap://192.168.20.40/firmware."));
        m_message->show();
        refit();
        m_uri->setFocus();
        return;
    }
    if (full) {
        m_message->setText(tr("The list is full. Remove finished devices first."));
        m_message->show();
        refit();
        return;
    }
    m_uri->clear();
    closePopup();
}

} // namespace copper
