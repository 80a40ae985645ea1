// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/request_editor.h"

#include "ui/resource/advanced_editor.h"
#include "ui/resource/option_table.h"
#include "ui/resource/payload_editor.h"
#include "ui/text/plain_text.h"
#include "ui/text/protocol_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/room_bar.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace copper {

RequestEditor::RequestEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_tabs(new RoomBar(theme, RoomBar::Size::SubTabs, this)),
      m_pages(new QStackedWidget(this)), m_payload(new PayloadEditor(theme, this)),
      m_advanced(new AdvancedEditor(theme, this)),
      m_foot(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this))
{
    m_tabs->setObjectName(QStringLiteral("requestTabs"));
    m_tabs->setAccessibleName(tr("Parts of the request"));
    for (const QString &name : {tr("Options"), tr("Payload"), tr("Advanced")})
        m_tabs->addRoom({}, name);
    m_foot->setObjectName(QStringLiteral("requestFoot"));
    m_foot->setElideMode(Qt::ElideRight);
    auto *command = new QPushButton(tr("Copy as copper command"), this);
    command->setObjectName(QStringLiteral("copyCommand"));
    command->setProperty("flatButton", true);
    command->setIcon(theme.icon(QStringLiteral("terminal")));
    auto *others = new IconButton(theme, QStringLiteral("chevron-down"),
                                  tr("Copy as another program's command"), {}, this);
    others->setObjectName(QStringLiteral("copyAs"));
    others->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(others);
    for (const ClientTool tool : {ClientTool::Copper, ClientTool::CoapClient, ClientTool::Aiocoap})
        menu->addAction(toolName(tool), this, [this, tool] { Q_EMIT copyCommandRequested(tool); });
    others->setMenu(menu);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new Ground(theme, Tone::Base, Qt::BottomEdge, this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(8, 0, 8, 0);
    line->addWidget(m_tabs);
    line->addStretch(1);
    line->addWidget(command);
    line->addWidget(others);
    column->addWidget(head);
    m_pages->addWidget(new OptionEditor(theme, m_options, m_pages));
    m_pages->addWidget(m_payload);
    m_pages->addWidget(m_advanced);
    column->addWidget(m_pages, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(16, 2, 16, 6);
    foot->addWidget(m_foot, 1);
    column->addLayout(foot);

    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(command, &QPushButton::clicked, this,
            [this] { Q_EMIT copyCommandRequested(ClientTool::Copper); });
    connect(&m_options, &OptionModel::optionsChanged, m_payload, [this] {
        m_payload->setContentFormat(m_options.ownOptions().uintValue(OptionNumber::ContentFormat));
    });
    connect(&m_options, &OptionModel::optionsChanged, this, &RequestEditor::updateFoot);
    connect(m_payload, &PayloadEditor::payloadChanged, this, &RequestEditor::updateFoot);
    connect(m_advanced, &AdvancedEditor::changed, this, &RequestEditor::updateFoot);
    updateFoot();
}

void RequestEditor::setAddress(const QString &uri, const QString &deviceName)
{
    m_options.setAddress(uri);
    m_advanced->setDeviceName(deviceName);
}

Result<RequestSpec, QString> RequestEditor::fill(RequestSpec spec)
{
    if (!m_options.isValid()) {
        setPage(OptionsPage);
        return failure(tr("An option cannot be sent as it is written. Correct it or remove it."));
    }
    spec.options = m_options.ownOptions();
    auto payload = m_payload->payload();
    if (!payload) {
        setPage(PayloadPage);
        return failure(payload.error());
    }
    spec.payload = *payload;
    spec.payloadFile = m_payload->filePath();
    const auto implied = m_payload->impliedFormat();
    if (implied && !spec.options.has(OptionNumber::ContentFormat))
        spec.options.addUint(OptionNumber::ContentFormat, *implied);
    if (!m_advanced->tokenProblem().isEmpty()) {
        setPage(AdvancedPage);
        return failure(m_advanced->tokenProblem());
    }
    spec.token = m_advanced->token();
    spec.mid = m_advanced->mid();
    spec.blockSize = m_advanced->blockSize();
    spec.lateBlockSize = m_advanced->isBlockSizeLate();
    spec.timeout = m_advanced->timeout();
    const TransmissionParameters parameters = m_advanced->parameters();
    if (!(parameters == TransmissionParameters{}))
        spec.parameters = parameters;
    return spec;
}

void RequestEditor::show(const RequestSpec &spec)
{
    Options own = spec.options;
    const auto format = spec.options.uintValue(OptionNumber::ContentFormat);
    m_payload->setPayload(spec.payload, spec.payloadFile, format);
    // What follows from the payload's kind need not stand there twice.
    if (format && m_payload->impliedFormat() == format)
        own.remove(OptionNumber::ContentFormat);
    m_options.setOwnOptions(own);
    m_advanced->setRequest(spec);
    m_advanced->setParameters(spec.parameters.value_or(TransmissionParameters{}));
}

void RequestEditor::setPage(Page page)
{
    if (static_cast<int>(page) < m_tabs->count())
        m_tabs->setCurrentIndex(static_cast<int>(page));
}

void RequestEditor::setSide(QWidget *side)
{
    if (m_side == side)
        return;
    if (m_side != nullptr) {
        m_pages->removeWidget(m_side);
        m_side->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
        m_tabs->removeTab(SidePage);
    }
    m_side = side;
    if (side != nullptr) {
        // The smallest height of all pages would be the editor's; this one scrolls.
        side->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
        m_pages->addWidget(side);
        m_tabs->addRoom({}, tr("History"));
    }
}

void RequestEditor::updateFoot()
{
    m_tabs->setBadge(OptionsPage,
                     m_options.rowCount() > 0 ? QString::number(m_options.rowCount()) : QString());
    const auto payload = m_payload->payload();
    QStringList parts;
    // RFC 7252 §3: header, token, options, marker and payload.
    const std::size_t tokenBytes = m_advanced->token() ? m_advanced->token()->size() : 8;
    std::size_t bytes = 4 + tokenBytes + m_options.encodedBytes();
    const std::size_t body = payload && *payload ? (*payload)->size() : 0;
    const bool file = !m_payload->filePath().isEmpty();
    const std::uint32_t block = m_advanced->blockSize().value_or(1024);
    if (body > block || file) {
        parts << tr("block-wise, %1 bytes each").arg(block);
    } else {
        bytes += body > 0 ? body + 1 : 0;
        parts << tr("%n byte(s) in one message", nullptr, static_cast<int>(bytes));
    }
    parts << (m_advanced->token() ? tr("token %1").arg(tokenText(m_advanced->token()->view()))
                                  : tr("random token of 8 bytes"));
    if (const auto mid = m_advanced->mid())
        parts << tr("Message ID %1").arg(*mid);
    parts << (m_advanced->blockSize() ? tr("blocks of %1 bytes").arg(block)
                                      : tr("block size as the device asks"));
    m_foot->setText(parts.join(QStringLiteral("  ·  ")));
    Q_EMIT changed();
}

} // namespace copper
