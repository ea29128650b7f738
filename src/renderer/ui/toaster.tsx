import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { Toaster as Sonner } from 'sonner';
// The policy refuses the <style> that sonner injects, so its sheet is shipped as a file.
import 'sonner/dist/styles.css';
import styles from './toaster.module.css';

/** Where toasts appear; once, at the root. */
export const Toaster = () => (
  <Sonner
    position="bottom-center"
    offset={40}
    gap={8}
    visibleToasts={3}
    style={{ zIndex: 'var(--layer-toast)' }}
    containerAriaLabel="Notifications"
    icons={{ success: <CircleCheck size={16} />, error: <CircleAlert size={16} />, info: <Info size={16} /> }}
    toastOptions={{
      unstyled: true,
      classNames: {
        toast: styles['toast'] ?? '',
        title: styles['title'] ?? '',
        description: styles['description'] ?? '',
        content: styles['content'] ?? '',
        icon: styles['icon'] ?? '',
        actionButton: styles['action'] ?? '',
        success: styles['success'] ?? '',
        error: styles['error'] ?? '',
      },
    }}
  />
);
