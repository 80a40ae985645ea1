// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/coap/message.h"
#include "core/coap/transmission_parameters.h"
#include "core/domain/session_control.h"
#include "ui/theme/theme.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace copper {

class PlainLabel;

// Token, Message ID, block size, time limit and the timers of RFC 7252 §4.8, which can be kept for
// the device.
class AdvancedEditor : public QWidget
{
    Q_OBJECT
public:
    explicit AdvancedEditor(const Theme &theme, QWidget *parent = nullptr);

    // Nothing: random. The text is checked by tokenProblem().
    std::optional<Token> token() const;
    QString tokenProblem() const;
    std::optional<std::uint16_t> mid() const; // nothing: the next one that is free
    std::optional<std::uint32_t> blockSize() const;
    bool isBlockSizeLate() const; // asked for from the second block on
    std::optional<Duration> timeout() const;
    TransmissionParameters parameters() const;
    void setParameters(const TransmissionParameters &parameters);
    void setRequest(const RequestSpec &spec); // all but the parameters
    // The name in the button; empty: the address belongs to no known device.
    void setDeviceName(const QString &name);

Q_SIGNALS:
    void changed();
    void keepRequested(); // parameters() for this device
    void defaultsRequested();

private:
    void explainTimers();
    QLineEdit *m_token;
    PlainLabel *m_tokenNote;
    QSpinBox *m_mid;
    QComboBox *m_blockSize;
    QComboBox *m_late;
    QSpinBox *m_timeout;
    QDoubleSpinBox *m_ackTimeout;
    QDoubleSpinBox *m_randomFactor;
    QSpinBox *m_maxRetransmit;
    QSpinBox *m_nstart;
    PlainLabel *m_timers;
    QPushButton *m_keep;
    QPushButton *m_defaults;
};

} // namespace copper
