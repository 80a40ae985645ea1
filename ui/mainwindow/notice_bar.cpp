// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow/notice_bar.h"

#include "ui/widgets/plain_label.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/toggle_button.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace copper {

QString noticeSentence(Workspace::NoticeKind kind, const QString &detail)
{
    using Kind = Workspace::NoticeKind;
    switch (kind) {
    case Kind::WorkspaceDamaged:
        return NoticeBar::tr(
                   "The settings could not be read; Copperfield starts with the defaults. "
                   "The damaged file is kept as %1.")
            .arg(detail);
    case Kind::WorkspaceFromPreviousCopy:
        return NoticeBar::tr("The settings could not be read; the copy before them was taken. "
                             "The damaged file is kept as %1.")
            .arg(detail);
    case Kind::WorkspaceGone:
        return NoticeBar::tr(
            "The file with the settings is not there; the copy before it was taken.");
    case Kind::WorkspaceTooNew:
        return NoticeBar::tr(
            "The settings were written by a later version of Copperfield. They are "
            "left as they are; nothing of this session will be kept.");
    case Kind::HistoryDamaged:
        return NoticeBar::tr("The requests of earlier sessions could not be read. The damaged file "
                             "is kept as %1; what you send from now on is kept in a new one.")
            .arg(detail);
    case Kind::HistoryTooNew:
        return NoticeBar::tr("The requests of earlier sessions were written by a later version of "
                             "Copperfield. They are left as they are; requests of this session "
                             "will not be kept.");
    case Kind::CannotSave:
        return NoticeBar::tr("This cannot be saved: %1. Free some space or correct the "
                             "permissions; it is tried again.")
            .arg(detail);
    case Kind::DeviceLimit:
        return NoticeBar::tr("More devices answered than the list can hold. Remove some, or raise "
                             "the number in Limits (Ctrl+K), then discover again.");
    case Kind::ObservationLimit:
        return NoticeBar::tr(
            "No more resources can be observed at once. Stop an observation first.");
    }
    return {};
}

NoticeBar::NoticeBar(const Theme &theme, QWidget *parent)
    : Ground(theme, Tone::WarnTint, Qt::BottomEdge, parent),
      m_text(new PlainLabel(theme, QString(), TextRole::Body, Tone::Text, this)),
      m_action(new QPushButton(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("noticeText"));
    auto *mark = new PlainLabel(theme, QString(), TextRole::Body, Tone::Warn, this);
    const auto paintMark = [&theme, mark] {
        mark->setPixmap(theme.fixedIcon(QStringLiteral("warning"), Tone::Warn).pixmap(16, 16));
    };
    paintMark();
    connect(&theme, &Theme::changed, mark, paintMark);
    mark->setContentsMargins(0, 5, 0, 0);
    auto *close = new IconButton(theme, QStringLiteral("close"), tr("Close this notice"),
                                 QKeySequence(), this);
    close->setObjectName(QStringLiteral("noticeClose"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 8, 7);
    layout->setSpacing(10);
    layout->addWidget(mark, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_action->setObjectName(QStringLiteral("noticeAction"));
    m_action->setProperty("small", true);
    layout->addWidget(m_action, 0, Qt::AlignVCenter);
    layout->addWidget(close, 0, Qt::AlignVCenter);
    connect(m_action, &QPushButton::clicked, this, [this] {
        hide();
        if (m_run)
            m_run();
    });
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void NoticeBar::showOffer(const QString &sentence, const QString &action, std::function<void()> run)
{
    showNotice(sentence);
    m_run = std::move(run);
    m_action->setText(action);
    describe(m_action, action);
    m_action->show();
}

void NoticeBar::showNotice(const QString &sentence)
{
    m_run = {};
    m_action->hide();
    m_text->setText(displayText(sentence, 1000));
    setAccessibleName(m_text->text());
    show();
}

QString NoticeBar::sentence() const
{
    return m_text->text();
}

} // namespace copper
