// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/resource/advanced_editor.h"

#include "ui/text/protocol_text.h"
#include "ui/widgets/card.h"
#include "ui/widgets/plain_label.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>

namespace copper {

AdvancedEditor::AdvancedEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_token(new QLineEdit(this)),
      m_tokenNote(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_mid(new QSpinBox(this)), m_blockSize(new QComboBox(this)), m_late(new QComboBox(this)),
      m_timeout(new QSpinBox(this)), m_ackTimeout(new QDoubleSpinBox(this)),
      m_randomFactor(new QDoubleSpinBox(this)), m_maxRetransmit(new QSpinBox(this)),
      m_nstart(new QSpinBox(this)),
      m_timers(new PlainLabel(theme, QString(), TextRole::Small, Tone::Text2, this)),
      m_keep(new QPushButton(this)), m_defaults(new QPushButton(tr("Back to the defaults"), this))
{
    m_token->setObjectName(QStringLiteral("tokenField"));
    m_token->setPlaceholderText(tr("random"));
    m_token->setFont(theme.font(TextRole::Mono));
    m_token->setMaxLength(40);
    m_blockSize->setObjectName(QStringLiteral("blockSizeBox"));
    m_blockSize->addItem(tr("as the device asks"), 0U);
    for (std::uint32_t size = 16; size <= 1024; size *= 2)
        m_blockSize->addItem(tr("%1 bytes").arg(size), size);
    m_late->setObjectName(QStringLiteral("blockSizeWhen"));
    m_late->addItem(tr("from the first request on"));
    m_late->addItem(tr("from the second block on"));
    m_late->setEnabled(false);
    m_mid->setObjectName(QStringLiteral("midBox"));
    m_mid->setRange(-1, 0xffff);
    m_mid->setValue(-1);
    m_mid->setSpecialValueText(tr("the next one"));
    m_timeout->setObjectName(QStringLiteral("timeoutBox"));
    m_timeout->setRange(0, 3600);
    m_timeout->setSpecialValueText(tr("by the timers below"));
    m_timeout->setSuffix(tr(" s"));
    m_ackTimeout->setObjectName(QStringLiteral("ackTimeoutBox"));
    m_ackTimeout->setRange(0.01, 600);
    m_ackTimeout->setDecimals(2);
    m_ackTimeout->setSuffix(tr(" s"));
    m_randomFactor->setObjectName(QStringLiteral("randomFactorBox"));
    m_randomFactor->setRange(1, 10);
    m_randomFactor->setSingleStep(0.1);
    m_maxRetransmit->setObjectName(QStringLiteral("maxRetransmitBox"));
    m_maxRetransmit->setRange(0, 20);
    m_nstart->setObjectName(QStringLiteral("nstartBox"));
    m_nstart->setRange(1, 64);
    m_keep->setObjectName(QStringLiteral("keepParameters"));
    m_keep->setProperty("small", true);
    m_defaults->setObjectName(QStringLiteral("defaultParameters"));
    m_defaults->setProperty("small", true);
    setParameters({});

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new Ground(theme, Tone::Base, {}, scroll);
    scroll->setWidget(page);
    outer->addWidget(scroll);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(16, 8, 16, 8);
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(4, 1);
    const auto put = [&](int row, int column, const QString &name, QWidget *field) {
        auto *label = new PlainLabel(theme, name, TextRole::Body, Tone::Text2, page);
        label->setBuddy(field);
        field->setAccessibleName(name);
        field->setMinimumWidth(150);
        grid->addWidget(label, row, column);
        grid->addWidget(field, row, column + 1);
    };
    put(0, 0, tr("Token, hex"), m_token);
    grid->addWidget(m_tokenNote, 0, 2, 1, 3);
    put(1, 0, tr("Message ID"), m_mid);
    put(1, 2, tr("Time limit"), m_timeout);
    put(2, 0, tr("Block size"), m_blockSize);
    put(2, 2, tr("Asked for"), m_late);
    put(3, 0, QStringLiteral("ACK_TIMEOUT"), m_ackTimeout);
    put(3, 2, QStringLiteral("ACK_RANDOM_FACTOR"), m_randomFactor);
    put(4, 0, QStringLiteral("MAX_RETRANSMIT"), m_maxRetransmit);
    put(4, 2, QStringLiteral("NSTART"), m_nstart);
    grid->addWidget(m_timers, 5, 0, 1, 5);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_keep);
    buttons->addWidget(m_defaults);
    buttons->addStretch(1);
    grid->addLayout(buttons, 6, 0, 1, 5);
    grid->setRowStretch(7, 1);
    m_timers->setObjectName(QStringLiteral("timersNote"));
    m_timers->setWordWrap(true);

    connect(m_token, &QLineEdit::textChanged, this, [this] {
        const QString problem = tokenProblem();
        m_tokenNote->setTone(problem.isEmpty() ? Tone::Text2 : Tone::Error);
        m_tokenNote->setText(problem);
        Q_EMIT changed();
    });
    for (QDoubleSpinBox *box : {m_ackTimeout, m_randomFactor}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, [this] {
            explainTimers();
            Q_EMIT changed();
        });
    }
    for (QSpinBox *box : {m_maxRetransmit, m_nstart, m_timeout}) {
        connect(box, &QSpinBox::valueChanged, this, [this] {
            explainTimers();
            Q_EMIT changed();
        });
    }
    connect(m_blockSize, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_late->setEnabled(index > 0);
        Q_EMIT changed();
    });
    connect(m_late, &QComboBox::currentIndexChanged, this, &AdvancedEditor::changed);
    connect(m_mid, &QSpinBox::valueChanged, this, &AdvancedEditor::changed);
    connect(m_keep, &QPushButton::clicked, this, &AdvancedEditor::keepRequested);
    connect(m_defaults, &QPushButton::clicked, this, [this] {
        setParameters({});
        Q_EMIT defaultsRequested();
    });
    setDeviceName({});
    explainTimers();
}

QString AdvancedEditor::tokenProblem() const
{
    const auto bytes = fromHex(m_token->text().toStdString());
    if (!bytes)
        return tr("Two hex digits make one byte.");
    return bytes->size() > Token::kMaxLength ? tr("A token has at most 8 bytes.") : QString();
}

std::optional<Token> AdvancedEditor::token() const
{
    if (m_token->text().trimmed().isEmpty() || !tokenProblem().isEmpty())
        return std::nullopt;
    return Token(*fromHex(m_token->text().toStdString()));
}

std::optional<std::uint32_t> AdvancedEditor::blockSize() const
{
    const std::uint32_t size = m_blockSize->currentData().toUInt();
    return size == 0 ? std::nullopt : std::optional(size);
}

std::optional<std::uint16_t> AdvancedEditor::mid() const
{
    return m_mid->value() < 0 ? std::nullopt
                              : std::optional(static_cast<std::uint16_t>(m_mid->value()));
}

bool AdvancedEditor::isBlockSizeLate() const
{
    return blockSize() && m_late->currentIndex() == 1;
}

std::optional<Duration> AdvancedEditor::timeout() const
{
    return m_timeout->value() == 0 ? std::nullopt : std::optional(seconds(m_timeout->value()));
}

TransmissionParameters AdvancedEditor::parameters() const
{
    TransmissionParameters parameters;
    parameters.ackTimeout = seconds(m_ackTimeout->value());
    parameters.ackRandomFactor = m_randomFactor->value();
    parameters.maxRetransmit = static_cast<unsigned>(m_maxRetransmit->value());
    parameters.nstart = static_cast<unsigned>(m_nstart->value());
    return parameters;
}

void AdvancedEditor::setParameters(const TransmissionParameters &parameters)
{
    m_ackTimeout->setValue(toSeconds(parameters.ackTimeout));
    m_randomFactor->setValue(parameters.ackRandomFactor);
    m_maxRetransmit->setValue(static_cast<int>(parameters.maxRetransmit));
    m_nstart->setValue(static_cast<int>(parameters.nstart));
}

void AdvancedEditor::setRequest(const RequestSpec &spec)
{
    m_token->setText(spec.token ? tokenText(spec.token->view()) : QString());
    m_mid->setValue(spec.mid ? int{*spec.mid} : -1);
    m_blockSize->setCurrentIndex(std::max(0, m_blockSize->findData(spec.blockSize.value_or(0))));
    m_late->setCurrentIndex(spec.lateBlockSize ? 1 : 0);
    m_timeout->setValue(spec.timeout ? static_cast<int>(toSeconds(*spec.timeout)) : 0);
}

void AdvancedEditor::setDeviceName(const QString &name)
{
    m_keep->setEnabled(!name.isEmpty());
    m_keep->setText(name.isEmpty() ? tr("Keep for this device") : tr("Keep for %1").arg(name));
}

void AdvancedEditor::explainTimers()
{
    const TransmissionParameters p = parameters();
    // RFC 7252 §4.2: the first timeout lies between ACK_TIMEOUT and ACK_TIMEOUT times the factor.
    const double longest = toSeconds(p.maxTransmitWait());
    m_timers->setText(tr("A Confirmable message is sent up to %n time(s) and given up after %1 to "
                         "%2.",
                         nullptr, static_cast<int>(p.maxRetransmit) + 1)
                          .arg(durationText(seconds(longest / p.ackRandomFactor)),
                               durationText(seconds(longest))));
}

} // namespace copper
