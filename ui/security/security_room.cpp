// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/security/security_room.h"

#include "ui/widgets/badge.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"

#include <QGridLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace copper {

SecurityRoom::SecurityRoom(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("securityRoom"));
    setFocusPolicy(Qt::TabFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(16, 0, 16, 24);
    outer->addStretch(2);
    auto *picture = new PlainLabel(theme, QString(), TextRole::Body, Tone::Text3, this);
    const auto load = [this, picture] {
        picture->setPixmap(m_theme.fixedIcon(QStringLiteral("unprotected"), Tone::Text3)
                               .pixmap(QSize(32, 32), devicePixelRatioF()));
    };
    load();
    connect(&theme, &Theme::changed, picture, load);
    outer->addWidget(picture, 0, Qt::AlignHCenter);
    outer->addSpacing(8);
    const auto centred = [&](const QString &text, TextRole role, Tone tone) {
        auto *label = new PlainLabel(theme, text, role, tone, this);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        outer->addWidget(label);
        return label;
    };
    centred(tr("All traffic is in the clear"), TextRole::Title, Tone::Text)
        ->setObjectName(QStringLiteral("securityTitle"));
    outer->addSpacing(2);
    centred(tr("This version speaks plain CoAP only: anyone on the way can read and change every "
               "message. Use it on networks you trust."),
            TextRole::Body, Tone::Text2);
    outer->addSpacing(22);
    auto *table = new QGridLayout;
    table->setHorizontalSpacing(16);
    table->setVerticalSpacing(10);
    table->setColumnStretch(0, 1);
    table->setColumnStretch(3, 1);
    int row = 0;
    const auto line = [&](const QString &name, const QString &meaning) {
        table->addWidget(new PlainLabel(theme, name, TextRole::BodyStrong, Tone::Text, this), row,
                         1);
        table->addWidget(new PlainLabel(theme, meaning, TextRole::Body, Tone::Text2, this), row, 2);
        ++row;
    };
    centred(tr("What comes here next"), TextRole::Small, Tone::Text3);
    outer->addSpacing(8);
    line(tr("Credentials"), tr("DTLS pre-shared keys and OSCORE contexts, bound to devices"));
    line(tr("Safe keeping"), tr("in the system's keychain or in an encrypted file, always masked"));
    line(tr("Test handshake"), tr("each step, what it took, and why a device refused"));
    line(tr("Sessions"), tr("cipher suite, age and resumptions of every session that is up"));
    outer->addLayout(table);
    outer->addStretch(3);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SecurityRoom::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Tone::Base));
}

} // namespace copper
