import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { leaveWelcome } from '../../state/app-actions.ts';
import { useApp } from '../../state/app-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConnectForm } from './connect-form.tsx';
import { SampleForm } from './sample-form.tsx';
import { WelcomeChoices } from './welcome-choices.tsx';

type Step = 'choices' | 'connect' | 'sample';

/** First run, and adding another workspace. */
export const WelcomeScreen = () => {
  const [step, setStep] = useState<Step>('choices');
  const workspace = useApp((state) => state.workspace);
  const toChoices = (
    <Button variant="ghost" size="small" icon={<ArrowLeft />} onClick={() => setStep('choices')}>
      Back
    </Button>
  );
  switch (step) {
    case 'choices':
      return (
        <WelcomeChoices
          onConnect={() => setStep('connect')}
          onSample={() => setStep('sample')}
          back={
            workspace ? (
              <Button variant="ghost" size="small" icon={<ArrowLeft />} onClick={leaveWelcome}>
                Back to {workspace.name}
              </Button>
            ) : null
          }
        />
      );
    case 'connect':
      return <ConnectForm back={toChoices} />;
    case 'sample':
      return <SampleForm back={toChoices} />;
  }
};
