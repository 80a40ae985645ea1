// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/host_pattern.h"
#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace copper {

// A host, an address or a pattern as a small piece that can be taken away: by a click, Delete or
// Backspace.
class PatternChip : public QAbstractButton
{
    Q_OBJECT
public:
    PatternChip(const Theme &theme, const HostPattern &pattern, QWidget *parent);
    const HostPattern &pattern() const { return m_pattern; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const Theme &m_theme;
    HostPattern m_pattern;
};

// Chips and a line to type the next one: Return, comma or space make a chip of it.
class PatternField : public QWidget
{
    Q_OBJECT
public:
    explicit PatternField(const Theme &theme, QWidget *parent = nullptr);

    void setPatterns(const std::vector<HostPattern> &patterns);
    std::vector<HostPattern> patterns() const;
    // What is typed becomes a chip. False when it is none: problem() says why.
    bool commit();
    const QString &problem() const { return m_problem; }
    QLineEdit *line() const { return m_line; }
    const std::vector<PatternChip *> &chips() const { return m_chips; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void changed(); // patterns or problem
    void returnPressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    PatternChip *add(const HostPattern &pattern);
    void remove(PatternChip *chip);
    void arrange();
    void setProblem(const QString &problem);

    const Theme &m_theme;
    std::vector<PatternChip *> m_chips;
    QLineEdit *m_line;
    QString m_problem;
    int m_height = 28;
};

} // namespace copper
