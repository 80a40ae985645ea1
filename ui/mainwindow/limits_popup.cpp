// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/limits_popup.h"

#include "ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QPushButton>
#include <QSpinBox>

namespace copper {

namespace {
constexpr int kWidth_px = 400;
} // namespace

LimitsPopup::LimitsPopup(const Theme &look, Workspace &workspace, QWidget *window)
    : Popup(look, window, kWidth_px), m_workspace(workspace)
{
    setObjectName(QStringLiteral("limitsPopup"));
    auto *layout = new QGridLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setVerticalSpacing(8);
    layout->setColumnStretch(0, 1);
    layout->addWidget(new PlainLabel(look, tr("Limits"), TextRole::Title, Tone::Text, body()), 0, 0,
                      1, 2);
    addField(look, tr("Answer kept in memory"), "limitBody", &UserLimits::bodyBytes,
             UserLimits::kBodyBytes, UserLimits::kMiB);
    addField(look, tr("Resources of one device"), "limitLinks", &UserLimits::links,
             UserLimits::kLinks, 1);
    addField(look, tr("Devices in the list and in one scan"), "limitDevices", &UserLimits::devices,
             UserLimits::kDevices, 1);
    addField(look, tr("Answers of one source to a scan"), "limitAnswers",
             &UserLimits::answersPerSource, UserLimits::kAnswersPerSource, 1);
    addField(look, tr("Resource lists of one scan"), "limitScan", &UserLimits::scanBytes,
             UserLimits::kScanBytes, UserLimits::kMiB);
    addField(look, tr("Receive buffer of the next scan"), "limitReceive", &UserLimits::receiveBytes,
             UserLimits::kReceiveBytes, UserLimits::kMiB);
    addField(look, tr("Packet log"), "limitTrace", &UserLimits::traceBytes, UserLimits::kTraceBytes,
             UserLimits::kMiB);
    auto *hint = new PlainLabel(look,
                                tr("They protect the window from devices that send too much. What "
                                   "begins from now on keeps to them; the packet log at once."),
                                TextRole::Small, Tone::Text2, body());
    hint->setWordWrap(true);
    const int row = layout->rowCount();
    layout->addWidget(hint, row, 0, 1, 2);
    auto *preset = new QPushButton(tr("Standard values"), body());
    preset->setObjectName(QStringLiteral("limitsPreset"));
    layout->addWidget(preset, row + 1, 0, 1, 2, Qt::AlignRight);
    connect(preset, &QPushButton::clicked, this, [this] {
        show(UserLimits{});
        apply();
    });
}

void LimitsPopup::addField(const Theme &look, const QString &label, const char *name,
                           std::uint64_t UserLimits::*value, const UserLimits::Range &range,
                           std::uint64_t unit)
{
    auto *box = new QSpinBox(body());
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(label);
    box->setRange(static_cast<int>(range.least / unit), static_cast<int>(range.most / unit));
    box->setGroupSeparatorShown(true);
    box->setAlignment(Qt::AlignRight);
    if (unit > 1)
        box->setSuffix(tr(" MiB"));
    auto *text = new PlainLabel(look, label, TextRole::Body, Tone::Text2, body());
    text->setBuddy(box);
    auto *layout = static_cast<QGridLayout *>(body()->layout());
    const int row = layout->rowCount();
    layout->addWidget(text, row, 0);
    layout->addWidget(box, row, 1);
    m_fields.push_back({value, unit, box});
    connect(box, &QSpinBox::valueChanged, this, &LimitsPopup::apply);
}

void LimitsPopup::open(QWidget *anchor)
{
    show(m_workspace.limits());
    openBelow(anchor, m_fields.front().box);
}

void LimitsPopup::show(const UserLimits &limits)
{
    m_loading = true;
    for (const Field &field : m_fields)
        field.box->setValue(static_cast<int>(limits.*field.value / field.unit));
    m_loading = false;
}

void LimitsPopup::apply()
{
    if (m_loading)
        return;
    UserLimits limits = m_workspace.limits();
    for (const Field &field : m_fields)
        limits.*field.value = static_cast<std::uint64_t>(field.box->value()) * field.unit;
    m_workspace.setLimits(limits);
}

} // namespace copper
