// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/coaps_popup.h"

#include "ui/explorer/device_edits.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {
constexpr int kWidth_px = 340;
constexpr std::uint16_t kDefaultPort = 5684; // RFC 7252 §12.7
} // namespace

CoapsPopup::CoapsPopup(const Theme &theme, Workspace &workspace, DeviceEdits &edits,
                       QWidget *window)
    : Popup(theme, window, kWidth_px), m_workspace(workspace), m_edits(edits),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, body())),
      m_port(new QLineEdit(body())),
      m_problem(new PlainLabel(theme, QString(), TextRole::Small, Tone::Error, body())),
      m_plain(new QPushButton(tr("Back to coap"), body()))
{
    setObjectName(QStringLiteral("coapsPopup"));
    m_port->setObjectName(QStringLiteral("coapsPort"));
    m_port->setAccessibleName(tr("Port of coaps"));
    m_port->setFont(theme.font(TextRole::Mono));
    m_port->setMaxLength(5);
    m_problem->setWordWrap(true);
    m_plain->setObjectName(QStringLiteral("coapsBack"));
    describe(m_plain, tr("Ask the device in the clear again"), {});
    auto *use = new QPushButton(tr("Use coaps"), body());
    use->setObjectName(QStringLiteral("coapsUse"));
    use->setProperty("primary", true);
    describe(use, tr("Ask the device by DTLS only"), QKeySequence(Qt::Key_Return));
    auto *hint = new PlainLabel(theme,
                                tr("All that is asked of it goes by DTLS from now on, and nothing "
                                   "goes in the clear. What is observed is observed anew."),
                                TextRole::Small, Tone::Text2, body());
    hint->setWordWrap(true);
    auto *column = new QVBoxLayout(body());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(hint);
    auto *line = new QHBoxLayout;
    line->addWidget(new PlainLabel(theme, tr("Port"), TextRole::Small, Tone::Text2, body()));
    line->addWidget(m_port, 1);
    line->addWidget(m_plain);
    line->addWidget(use);
    column->addLayout(line);
    column->addWidget(m_problem);
    connect(use, &QPushButton::clicked, this, &CoapsPopup::apply);
    connect(m_port, &QLineEdit::returnPressed, this, &CoapsPopup::apply);
    connect(m_plain, &QPushButton::clicked, this, &CoapsPopup::takeBack);
    connect(m_port, &QLineEdit::textEdited, this, [this] {
        m_problem->hide();
        refit();
    });
}

void CoapsPopup::open(QWidget *anchor, DeviceId id)
{
    const Device *device = m_workspace.devices().device(id);
    if (device == nullptr)
        return;
    m_device = id;
    m_title->setText(tr("Reach %1 by coaps").arg(displayText(device->name(), 40)));
    m_port->setText(QString::number(device->securePort.value_or(kDefaultPort)));
    m_port->selectAll();
    m_plain->setVisible(device->securePort.has_value());
    m_problem->hide();
    refit();
    openBelow(anchor, m_port);
}

void CoapsPopup::apply()
{
    bool isNumber = false;
    const unsigned port = m_port->text().trimmed().toUShort(&isNumber);
    if (!isNumber || port == 0) {
        m_problem->setText(tr("A port is a number from 1 to 65535; coaps has %1 unless the device "
                              "says otherwise.")
                               .arg(kDefaultPort));
        m_problem->show();
        refit();
        m_port->setFocus();
        return;
    }
    closePopup();
    m_edits.setSecurePort(m_device, static_cast<std::uint16_t>(port));
}

void CoapsPopup::takeBack()
{
    closePopup();
    m_edits.setSecurePort(m_device, std::nullopt);
}

} // namespace copper
