// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/notes_popup.h"

#include "core/domain/workspace.h"
#include "ui/explorer/device_edits.h"
#include "ui/text/plain_text.h"
#include "ui/widgets/plain_label.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace copper {

namespace {

constexpr int kWidth_px = 340;
constexpr int kNote_px = 84;

QStringList listOf(const QLineEdit &field)
{
    QStringList texts;
    const QStringList parts = field.text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString text = part.simplified();
        if (!text.isEmpty())
            texts << text;
    }
    return texts;
}

} // namespace

NotesPopup::NotesPopup(const Theme &theme, Workspace &workspace, DeviceEdits &edits,
                       QWidget *window)
    : Popup(theme, window, kWidth_px), m_workspace(workspace), m_edits(edits),
      m_title(new PlainLabel(theme, QString(), TextRole::BodyStrong, Tone::Text, body())),
      m_noteTitle(new PlainLabel(theme, tr("Note"), TextRole::Small, Tone::Text2, body())),
      m_note(new QPlainTextEdit(body())), m_tags(new QLineEdit(body())),
      m_groups(new QLineEdit(body()))
{
    setObjectName(QStringLiteral("notesPopup"));
    m_note->setObjectName(QStringLiteral("notesNote"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setProperty("field", true);
    m_note->setFixedHeight(kNote_px);
    m_note->setTabChangesFocus(true);
    m_tags->setObjectName(QStringLiteral("notesTags"));
    m_tags->setAccessibleName(tr("Tags"));
    m_tags->setPlaceholderText(tr("roof, spare"));
    m_tags->setMaxLength(
        static_cast<int>(DeviceRegistry::kMaxTags * (DeviceRegistry::kMaxTagLength + 2)));
    m_groups->setObjectName(QStringLiteral("notesGroups"));
    m_groups->setAccessibleName(tr("Groups"));
    m_groups->setPlaceholderText(tr("North wing"));
    m_groups->setMaxLength(
        static_cast<int>(DeviceRegistry::kMaxGroups * (DeviceRegistry::kMaxNameLength + 2)));
    auto *save = new QPushButton(tr("Keep"), body());
    save->setObjectName(QStringLiteral("notesKeep"));
    save->setProperty("primary", true);
    describe(save, tr("Keep note, tags and groups"), QKeySequence(Qt::Key_Return));
    auto *column = new QVBoxLayout(body());
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_title);
    column->addWidget(m_noteTitle);
    column->addWidget(m_note);
    column->addWidget(new PlainLabel(theme, tr("Tags, with commas between"), TextRole::Small,
                                     Tone::Text2, body()));
    column->addWidget(m_tags);
    column->addWidget(new PlainLabel(theme, tr("Groups: each stands in the list like a network"),
                                     TextRole::Small, Tone::Text2, body()));
    column->addWidget(m_groups);
    auto *line = new QHBoxLayout;
    line->addStretch(1);
    line->addWidget(save);
    column->addLayout(line);
    connect(save, &QPushButton::clicked, this, &NotesPopup::apply);
    connect(m_tags, &QLineEdit::returnPressed, this, &NotesPopup::apply);
    connect(m_groups, &QLineEdit::returnPressed, this, &NotesPopup::apply);
}

void NotesPopup::open(QWidget *anchor, const QList<DeviceId> &devices)
{
    m_devices = devices;
    const bool one = devices.size() == 1;
    const Device *device = one ? m_workspace.devices().device(devices.front()) : nullptr;
    if (devices.isEmpty() || (one && device == nullptr))
        return;
    m_title->setText(one ? displayText(device->name(), 40)
                         : tr("Add to %n device(s)", nullptr, static_cast<int>(devices.size())));
    m_noteTitle->setVisible(one);
    m_note->setVisible(one);
    m_note->setPlainText(one ? device->note : QString());
    m_tags->setText(one ? device->tags.join(QStringLiteral(", ")) : QString());
    m_groups->setText(one ? device->groups.join(QStringLiteral(", ")) : QString());
    refit();
    openBelow(anchor, one ? static_cast<QWidget *>(m_note) : m_tags);
}

void NotesPopup::apply()
{
    closePopup();
    if (m_devices.size() == 1) {
        m_edits.setNotes(m_devices.front(), m_note->toPlainText(), listOf(*m_tags),
                         listOf(*m_groups));
        return;
    }
    const QStringList tags = listOf(*m_tags);
    if (!tags.isEmpty())
        m_edits.addTags(m_devices, tags);
    const QStringList groups = listOf(*m_groups);
    for (const QString &group : groups)
        m_edits.addToGroup(m_devices, group);
}

} // namespace copper
