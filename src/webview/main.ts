import './styles/panel.css';
import { App } from './view/app';
import { host } from './view/host';

const root = document.getElementById('rederive-panel');
if (root !== null) new App(root, host());
