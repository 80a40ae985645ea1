// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workspace.h"
#include "ui/theme/theme.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace copper {

class Card;
class PlainLabel;

// First start: three ways in, over a painted field. Shown while no device is known.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(const Theme &theme, Workspace &workspace, QWidget *parent = nullptr);

    // The demo network: why it did not start, or that it is starting. Empty: neither.
    void setDemoMessage(const QString &sentence, bool error);
    void setDemoAvailable(bool available);

Q_SIGNALS:
    void discoverClicked();
    void demoClicked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct CardParts
    {
        Card *card;
        QVBoxLayout *body;
        QPushButton *button;
    };
    CardParts makeCard(const QString &icon, const QString &title, const QString &text,
                       const QString &buttonText, const QKeySequence &keys, bool primary);
    void makeDiscoverCard();
    void makeAddCard();
    void makeDemoCard();
    void fillInterfaces();
    void addDevice();
    void paintField(QPainter *painter) const;

    const Theme &m_theme;
    Workspace &m_workspace;
    DiscoveryChoice &m_discovery;
    QVBoxLayout *m_interfaceList = nullptr;
    QPushButton *m_discoverButton = nullptr;
    QLineEdit *m_address = nullptr;
    PlainLabel *m_addMessage = nullptr;
    QPushButton *m_demoButton = nullptr;
    PlainLabel *m_demoMessage = nullptr;
    QList<Card *> m_cards;
};

} // namespace copper
